import { describe, expect, it } from '@jest/globals';
import {
  exampleDelivery,
  failureReasons,
  getDelivery,
  getEndpoint,
  type DeliveryDetail,
  type Endpoint,
} from '@postrider/contracts';
import { explainDelivery } from './explain-delivery.js';
import { failures } from './failure-texts.js';

const now = new Date('2026-11-23T13:00:00Z');
const endpoint: Endpoint = getEndpoint.examples[0].response;
const delivered: DeliveryDetail = getDelivery.examples[0].response;

const failed = (changes: Partial<DeliveryDetail> = {}): DeliveryDetail => ({
  ...delivered,
  status: 'failed',
  failure_reason: 'http_error',
  response_status: 503,
  response_body: 'deploying',
  ...changes,
});
const pending = (changes: Partial<DeliveryDetail> = {}): DeliveryDetail => ({
  ...failed(),
  status: 'pending',
  completed_at: null,
  next_attempt_at: '2026-11-23T13:05:00.000Z',
  ...changes,
});
const untried = (changes: Partial<DeliveryDetail> = {}): DeliveryDetail =>
  pending({
    failure_reason: null,
    response_status: null,
    response_body: null,
    attempts: [],
    attempt_count: 0,
    ...changes,
  });

const replay = `replay_webhook_delivery {"delivery_id":"${exampleDelivery.id}"}`;

describe('the explanation of a failed delivery', () => {
  it.each(failureReasons)('with %s says what it means, and how to send it again', (failure_reason) => {
    const response_status = failure_reason === 'http_error' || failure_reason === 'redirect' ? 418 : null;
    const { why, todo } = explainDelivery(failed({ failure_reason, response_status }), endpoint, now);
    expect(why.length).toBeGreaterThan(20);
    expect(todo).toEqual([expect.stringMatching(/\.$/), replay]);
    if (response_status === null) expect(why).toBe(failures[failure_reason].what);
  });

  it.each([
    [404, 'Responded with 404. The URL’s path does not exist.'],
    [418, 'Responded with 418. The receiver did not accept the request.'],
    [599, 'Responded with 599. The receiver failed while it handled the request.'],
  ])('knows the status %i, or its class', (response_status, why) => {
    expect(explainDelivery(failed({ response_status }), endpoint, now).why).toBe(why);
  });

  it('has the story in lines, and the response', () => {
    const explanation = explainDelivery(failed(), endpoint, now);
    expect(explanation.timeline).toEqual([
      '2026-11-23T12:51:48.751Z accepted',
      '2026-11-23T12:51:48.790Z attempt 1 (initial): 503 in 31 ms',
      '2026-11-23T12:51:53.962Z attempt 2 (retry): 204 in 24 ms',
      '2026-11-23T12:51:53.986Z failed',
    ]);
    expect(explanation.last_response).toBe('deploying');
    expect(explanation.endpoint).toEqual({ id: endpoint.id, url: endpoint.url, state: 'active' });
  });

  it('is short, however many attempts there were and however long the texts are', () => {
    const [attempt] = delivered.attempts;
    if (!attempt) throw new Error('the example has no attempts');
    const attempts = Array.from({ length: 500 }, (_, i) => ({
      ...attempt,
      number: i + 1,
      response_status: null,
      error: 'e'.repeat(1_000),
    }));
    const long = failed({ attempts, response_body: 'b'.repeat(16_384) });
    const explanation = explainDelivery(long, { ...endpoint, url: `https://a.example/${'u'.repeat(2_000)}` }, now);
    expect(JSON.stringify(explanation).length).toBeLessThan(3_000);
    expect(explanation.timeline).toContain('(495 more attempts)');
  });

  it('to an inactive endpoint activates it first', () => {
    const inactive = { ...endpoint, active: false, disabled_reason: 'failing' as const };
    const explanation = explainDelivery(failed({ failure_reason: 'endpoint_inactive' }), inactive, now);
    expect(explanation.endpoint.state).toBe('inactive: every attempt failed for five days');
    expect(explanation.todo.slice(1)).toEqual([
      `update_webhook_endpoint {"endpoint_id":"${endpoint.id}","active":true}`,
      replay,
      expect.stringContaining('recover_webhook_endpoint'),
    ]);
  });

  it('of an inactive customer activates the customer', () => {
    const customer = { id: 'cus_1', uid: 'acme' };
    const inactive = { ...endpoint, customer, active: false, disabled_reason: 'customer_inactive' as const };
    expect(explainDelivery(failed({ customer }), inactive, now).todo).toContain(
      'update_webhook_customer {"customer":"cus_1","active":true}',
    );
  });

  it('to a deleted endpoint does not offer a replay', () => {
    const explanation = explainDelivery(failed(), undefined, now);
    expect(explanation.endpoint).toEqual({ id: endpoint.id, state: 'deleted' });
    expect(explanation.todo.at(-1)).toContain('cannot be replayed');
  });
});

describe('the explanation of a pending delivery', () => {
  it('names the next attempt, and how many follow', () => {
    const at = '2026-11-23T13:05:00.000Z';
    const retry_schedule = {
      attempts: [
        { number: 3, at },
        { number: 4, at },
      ],
      more: 2,
    };
    const { why, todo } = explainDelivery(pending({ retry_schedule }), endpoint, now);
    expect(why).toContain('The last attempt failed. Responded with 503.');
    expect(why).toContain(`Waits for the next attempt at ${at}, with 3 more after it.`);
    expect(todo.at(-1)).toBe(replay);
    const last = { attempts: [{ number: 3, at }], more: 0 };
    expect(explainDelivery(pending({ retry_schedule: last }), endpoint, now).why).toContain(', the last one.');
  });

  it('that is due waits for its turn', () => {
    const due = untried({ next_attempt_at: '2026-11-23T12:59:00.000Z' });
    const limited = (source: 'endpoint' | 'organization') => ({ limits: { rate_limit: { value: 5, source } } });
    expect(explainDelivery(due, { ...endpoint, ...limited('endpoint') }, now).why).toContain(
      'the endpoint has a rate limit of 5 requests per second',
    );
    expect(explainDelivery(due, { ...endpoint, ...limited('organization') }, now).why).toContain(
      'the endpoints of the customer share a rate limit of 5 requests per second',
    );
    const { why, todo } = explainDelivery(due, endpoint, now);
    expect(why).toContain('waits for its turn. If it waits, the endpoint is slow');
    expect(todo).toEqual(['get_webhook_overview shows the backlog.']);
  });

  it('says that it will fail where the endpoint is inactive or deleted, unless it is a test', () => {
    const inactive = { ...endpoint, active: false };
    expect(explainDelivery(untried(), inactive, now).why).toContain('is inactive: the next attempt fails');
    expect(explainDelivery(untried(), undefined, now).why).toContain('is deleted: the next attempt fails');
    expect(explainDelivery(untried({ test: true }), inactive, now).why).not.toContain('fails');
  });
});

it('a delivered delivery sends the agent to the receiver’s log', () => {
  const { why, todo } = explainDelivery(delivered, endpoint, now);
  expect(why).toBe('The receiver acknowledged it with 204.');
  expect(todo).toEqual([expect.stringContaining(`webhook-id ${delivered.event_id}`), replay]);
});
