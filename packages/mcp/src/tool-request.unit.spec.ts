import { describe, expect, it } from '@jest/globals';
import {
  createEndpoint,
  getDelivery,
  listDeliveries,
  listEvents,
  replayDelivery,
  rotateSecret,
  updateEndpoint,
  type Operation,
} from '@postrider/contracts';
import type { ApiRequest } from './api-call.js';
import { toolRequest, WrongArguments } from './tool-request.js';
import { argumentNames } from './tool-schema.js';

const requestOf = (operation: Operation, args: Record<string, unknown>): ApiRequest =>
  toolRequest(operation, argumentNames(operation), args);

const problemsOf = (make: () => unknown): unknown => {
  try {
    make();
  } catch (error) {
    if (error instanceof WrongArguments) return error.body.error.fields;
    throw error;
  }
  return undefined;
};

describe('the arguments of a tool', () => {
  it('go where the operation has them: path, query, body and header', () => {
    const args = { endpoint_id: 'whe_1', active: false, idempotency_key: 'once' };
    expect(requestOf(updateEndpoint, args)).toEqual({
      method: 'PATCH',
      path: '/manage/v1/webhooks/endpoints/whe_1',
      headers: { 'idempotency-key': 'once', 'content-type': 'application/json' },
      body: '{"active":false}',
    });
    expect(requestOf(listDeliveries, { status: 'failed', limit: 5 })).toEqual({
      method: 'GET',
      path: '/manage/v1/webhooks/deliveries?status=failed&limit=5',
      headers: {},
    });
    expect(requestOf(rotateSecret, { endpoint_id: 'whe_1' })).toEqual({
      method: 'POST',
      path: '/manage/v1/webhooks/endpoints/whe_1/rotate-secret',
      headers: {},
    });
  });

  it('of a filter by a value in the payload are parameters of their own', () => {
    const path = '/manage/v1/webhooks/events?data.order_id=a%26b&limit=5';
    for (const data of [{ 'data.order_id': 'a&b' }, { order_id: 'a&b' }]) {
      expect(requestOf(listEvents, { data, limit: 5 })).toMatchObject({ path });
    }
    expect(problemsOf(() => requestOf(listEvents, { data: { order_id: [1] } }))).toMatchObject([
      { field: 'data.order_id' },
    ]);
    expect(problemsOf(() => requestOf(listEvents, { data: ['order_id'] }))).toMatchObject([{ field: 'data' }]);
  });

  it('are left to the API to check', () => {
    expect(requestOf(createEndpoint, { url: 7, event_types: null }).body).toBe('{"url":7,"event_types":null}');
  });

  it('are refused where the tool has none of that name, before anything is made of them', () => {
    const wrong = { field: 'nope', message: 'is not an argument of this tool' };
    expect(problemsOf(() => requestOf(createEndpoint, { url: 7, nope: null }))).toEqual([wrong]);
    expect(problemsOf(() => requestOf(getDelivery, { delivery_id: 'whd_1', nope: 1 }))).toEqual([wrong]);
    expect(problemsOf(() => requestOf(getDelivery, { delivery_id: 'whd_1', idempotency_key: 'once' }))).toHaveLength(1);
    expect(
      problemsOf(() => requestOf(createEndpoint, JSON.parse('{"__proto__":1}') as Record<string, unknown>)),
    ).toEqual([{ ...wrong, field: '__proto__' }]);
  });

  it('are named in part where many are unknown', () => {
    const many = Object.fromEntries(Array.from({ length: 200_000 }, (_, i) => [`a${String(i)}`, 'x']));
    const problems = problemsOf(() => requestOf(listDeliveries, { ...many, ['x'.repeat(100_000)]: 1 })) as unknown[];
    expect(problems).toHaveLength(11);
    expect(problems.at(-1)).toEqual({ field: 'arguments', message: 'and 199991 more unknown arguments' });
  });

  it('make no URL that is longer than one may be over HTTP', () => {
    const problem = [expect.objectContaining({ field: 'arguments' })];
    expect(problemsOf(() => requestOf(listDeliveries, { event_type: 'x'.repeat(16_000) }))).toEqual(problem);
    expect(problemsOf(() => requestOf(getDelivery, { delivery_id: 'x'.repeat(16_000) }))).toEqual(problem);
  });

  it.each([undefined, null, '', 7, ['whd_1'], '.', '..'])(
    'lead to no other operation when the id is %j',
    (delivery_id) => {
      expect(problemsOf(() => requestOf(replayDelivery, { delivery_id }))).toMatchObject([{ field: 'delivery_id' }]);
    },
  );

  it.each(['../endpoints', 'a/b', 'a?b#c', '%2e%2e', '\ud800'])(
    'stay in their place in the path: %j',
    (delivery_id) => {
      const { path } = requestOf(getDelivery, { delivery_id });
      expect(new URL(path, 'http://localhost').pathname.split('/')).toHaveLength(
        '/manage/v1/webhooks/deliveries/x'.split('/').length,
      );
      expect(new URL(path, 'http://localhost').search).toBe('');
    },
  );

  it.each([7, '', 'two words', 'line\nbreak', 'ü', 'x'.repeat(256)])(
    'cannot be an idempotency key such as %j',
    (key) => {
      expect(problemsOf(() => requestOf(rotateSecret, { endpoint_id: 'whe_1', idempotency_key: key }))).toMatchObject([
        { field: 'idempotency_key' },
      ]);
    },
  );
});
