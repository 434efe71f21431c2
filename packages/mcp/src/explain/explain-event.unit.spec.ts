import { describe, expect, it } from '@jest/globals';
import { getEndpoint, getEvent, type EventDetail } from '@postrider/contracts';
import { eventFacts, explainNoDeliveries, mostUrgent } from './explain-event.js';

const event: EventDetail = { ...getEvent.examples[0].response, delivery_count: 0, deliveries: [] };
const endpoint = getEndpoint.examples[0].response;

describe('an event without deliveries', () => {
  it('names the endpoint that subscribes now, and the call that sends the event', () => {
    const subscribed = { ...endpoint, event_types: ['budget.*'] };
    const { why, todo } = explainNoDeliveries(event, [subscribed]);
    expect(why).toBe('No active endpoint subscribed to budget.exceeded when the event was published.');
    expect(todo[1]).toBe(`recover_webhook_endpoint {"endpoint_id":"${endpoint.id}","since":"${event.created_at}"}`);
  });

  it('asks for a subscription where no endpoint has one', () => {
    const { endpoints, todo } = explainNoDeliveries(event, [{ ...endpoint, event_types: ['invoice.*'] }]);
    expect(endpoints).toHaveLength(1);
    expect(todo[0]).toContain('Add the type with update_webhook_endpoint');
  });

  it('activates the endpoint that subscribes, or its customer', () => {
    const inactive = { ...endpoint, event_types: ['*'], active: false };
    expect(explainNoDeliveries(event, [inactive]).todo[1]).toBe(
      `update_webhook_endpoint {"endpoint_id":"${endpoint.id}","active":true}`,
    );
    const customer = { id: 'cus_1', uid: 'acme' };
    const theirs = { ...inactive, customer, disabled_reason: 'customer_inactive' as const };
    expect(explainNoDeliveries(event, [theirs]).todo[1]).toBe(
      'update_webhook_customer {"customer":"cus_1","active":true}',
    );
  });

  it('names the customer', () => {
    const { why } = explainNoDeliveries({ ...event, customer: { id: 'cus_1', uid: 'acme' } }, []);
    expect(why).toContain('No active endpoint of the customer acme subscribed');
  });
});

describe('an event with many deliveries', () => {
  const deliveries = (['delivered', 'pending', 'failed', 'failed'] as const).map((status, i) => ({
    id: `whd_${String(i)}`,
    endpoint_id: 'whe_1',
    status,
  }));

  it('explains failed ones first, then pending ones', () => {
    expect(mostUrgent(deliveries).map(({ id }) => id)).toEqual(['whd_2', 'whd_3']);
    expect(mostUrgent(deliveries.slice(0, 2)).map(({ id }) => id)).toEqual(['whd_1', 'whd_0']);
  });

  it('counts them by status', () => {
    expect(eventFacts({ ...event, delivery_count: 4, deliveries })).toMatchObject({
      failed: 2,
      pending: 1,
      delivered: 1,
    });
  });
});
