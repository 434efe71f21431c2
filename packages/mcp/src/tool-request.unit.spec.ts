import { describe, expect, it } from '@jest/globals';
import {
  createEndpoint,
  getDelivery,
  listDeliveries,
  replayDelivery,
  rotateSecret,
  updateEndpoint,
} from '@postrider/contracts';
import { toolRequest, WrongArguments } from './tool-request.js';

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
    expect(toolRequest(updateEndpoint, args)).toEqual({
      method: 'PATCH',
      path: '/manage/v1/webhooks/endpoints/whe_1',
      headers: { 'idempotency-key': 'once', 'content-type': 'application/json' },
      body: '{"active":false}',
    });
    expect(toolRequest(listDeliveries, { status: 'failed', limit: 5 })).toEqual({
      method: 'GET',
      path: '/manage/v1/webhooks/deliveries?status=failed&limit=5',
      headers: {},
    });
    expect(toolRequest(rotateSecret, { endpoint_id: 'whe_1' })).toEqual({
      method: 'POST',
      path: '/manage/v1/webhooks/endpoints/whe_1/rotate-secret',
      headers: {},
    });
  });

  it('are left to the API to refuse, also those that the operation does not have', () => {
    expect(toolRequest(createEndpoint, { url: 7, nope: null }).body).toBe('{"url":7,"nope":null}');
    expect(toolRequest(getDelivery, { delivery_id: 'whd_1', nope: 1 }).path).toMatch(/\/whd_1\?nope=1$/);
  });

  it.each([undefined, null, '', 7, ['whd_1'], '.', '..'])(
    'lead to no other operation when the id is %j',
    (delivery_id) => {
      expect(problemsOf(() => toolRequest(replayDelivery, { delivery_id, status: 'failed' }))).toMatchObject([
        { field: 'delivery_id' },
      ]);
    },
  );

  it.each(['../endpoints', 'a/b', 'a?b#c', '%2e%2e', '\ud800'])(
    'stay in their place in the path: %j',
    (delivery_id) => {
      const { path } = toolRequest(getDelivery, { delivery_id });
      expect(new URL(path, 'http://localhost').pathname.split('/')).toHaveLength(
        '/manage/v1/webhooks/deliveries/x'.split('/').length,
      );
      expect(new URL(path, 'http://localhost').search).toBe('');
    },
  );

  it.each([7, '', 'two words', 'line\nbreak', 'ü', 'x'.repeat(256)])(
    'cannot be an idempotency key such as %j',
    (key) => {
      expect(problemsOf(() => toolRequest(rotateSecret, { endpoint_id: 'whe_1', idempotency_key: key }))).toMatchObject(
        [{ field: 'idempotency_key' }],
      );
    },
  );
});
