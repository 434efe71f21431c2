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
    expect(todo[0]).toContain(
      `recover_webhook_endpoint {"endpoint_id":"${endpoint.id}","since":"${event.created_at}"}`,
    );
  });

  it.each([
    ['subscribes to other types', { event_types: ['invoice.*'] }],
    ['is inactive', { active: false }],
  ])('asks for a subscription where the endpoint %s', (_, changes) => {
    const { endpoints, todo } = explainNoDeliveries(event, [{ ...endpoint, ...changes }]);
    expect(endpoints).toHaveLength(1);
    expect(todo[0]).toContain('update_webhook_endpoint');
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
