import { describe, expect, it } from '@jest/globals';
import { errorCodes, getDelivery, getEndpoint, getEvent, type ErrorCode, type EventDetail } from '@postrider/contracts';
import type { ApiResponse, CallApi } from '../api-call.js';
import { explain } from './explain-tool.js';

const { signal } = new AbortController();
const delivery = getDelivery.examples[0].response;
const event: EventDetail = getEvent.examples[0].response;

const ok = (value: object): ApiResponse => ({ status: 200, body: JSON.stringify(value) });
const missing = (code: ErrorCode): ApiResponse => ({
  status: 404,
  body: JSON.stringify({ error: { type: errorCodes[code].type, message: 'there is none', code } }),
});

/** An API with these responses, by the beginning of the path. */
const api =
  (responses: Readonly<Record<string, ApiResponse>>): CallApi =>
  ({ path }) => {
    const found = Object.entries(responses).find(([start]) => path.startsWith(`/manage/v1/webhooks/${start}`));
    return found ? Promise.resolve(found[1]) : Promise.reject(new Error(`no response to ${path}`));
  };

async function explained(id: string, responses: Readonly<Record<string, ApiResponse>>): Promise<unknown> {
  const { content } = await explain({ id }, api(responses), signal);
  const [first] = content;
  return first?.type === 'text' ? JSON.parse(first.text) : undefined;
}

describe('an explanation', () => {
  const endpoints = { endpoints: ok(getEndpoint.examples[0].response) };

  it('of an event with one delivery is that of the delivery', async () => {
    const responses = { ...endpoints, events: ok(event), deliveries: ok(delivery) };
    const ofDelivery = await explained(delivery.id, responses);
    expect(ofDelivery).toMatchObject({ delivery: { id: delivery.id }, endpoint: { state: 'active' } });
    expect(await explained('invoice-42', responses)).toEqual(ofDelivery);
  });

  it('of an event with many deliveries has two of them, and the counts', async () => {
    const deliveries = Array.from({ length: 30 }, () => ({ id: delivery.id, endpoint_id: 'whe_1', status: 'failed' }));
    const many = ok({ ...event, delivery_count: 30, deliveries });
    const result = await explained(event.id, { ...endpoints, events: many, deliveries: ok(delivery) });
    expect(result).toMatchObject({ event: { delivery_count: 30, failed: 30 }, explained: [{}, {}] });
    expect(JSON.stringify(result).length).toBeLessThan(4_000);
  });

  it('knows deleted endpoints and customers', async () => {
    const responses = { deliveries: ok(delivery), endpoints: missing('webhook_endpoint_not_found') };
    expect(await explained(delivery.id, responses)).toMatchObject({ endpoint: { state: 'deleted' } });
    const customer = { id: 'cus_1', uid: 'acme' };
    const nobody = ok({ ...event, customer, delivery_count: 0, deliveries: [] });
    expect(
      await explained(event.id, { events: nobody, endpoints: missing('webhook_customer_not_found') }),
    ).toMatchObject({ event: { customer: 'acme' }, endpoints: [] });
  });

  it('fails where the API refuses', async () => {
    const refused = api({ deliveries: missing('webhook_delivery_not_found') });
    await expect(explain({ id: delivery.id }, refused, signal)).rejects.toThrow('webhook_delivery_not_found');
  });
});
