import { describe, expect, it } from '@jest/globals';
import { ApiError } from '../http/api-error.js';
import { testServer } from '../http/server.fixture.spec.js';
import { idempotentRequest, keyReused, type IdempotentRequest } from './idempotency.js';

/** Parses a request with these headers and this body. */
async function requestOf(
  headers: Record<string, string>,
  payload = '{"a":1}',
  url = '/things/1',
): Promise<IdempotentRequest | ApiError | undefined> {
  let seen: IdempotentRequest | ApiError | undefined;
  const server = testServer((request) => {
    try {
      seen = idempotentRequest(request);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      seen = error;
    }
  });
  await server.inject({ method: 'POST', url, payload, headers: { 'content-type': 'application/json', ...headers } });
  await server.close();
  return seen;
}

describe('an Idempotency-Key', () => {
  it('is optional', async () => {
    expect(await requestOf({})).toBeUndefined();
  });

  it.each(['k', 'order-17:paid', '~!@#', 'a'.repeat(255)])('may be %j', async (key) => {
    expect(await requestOf({ 'idempotency-key': key })).toMatchObject({ key });
  });

  it.each([
    ['empty', ''],
    ['longer than 255 characters', 'a'.repeat(256)],
    ['of two words', 'a b'],
    ['of letters that are not ASCII', '\u00e4'],
  ])('may not be %s', async (_, key) => {
    const refused = await requestOf({ 'idempotency-key': key });
    expect(refused).toBeInstanceOf(ApiError);
    expect(refused).toMatchObject({ status: 422, details: { field: 'Idempotency-Key' } });
  });

  it('has a fingerprint of the method, the path and the body, byte for byte', async () => {
    const headers = { 'idempotency-key': 'k' };
    const requests = await Promise.all([
      requestOf(headers),
      requestOf(headers, '{"a": 1}'),
      requestOf(headers, '{"a":1}', '/things/2'),
      requestOf(headers, '{"a":1}', '/things/1?x=y'),
      requestOf(headers, ''),
    ]);
    const fingerprints = requests.map((request) =>
      request === undefined || request instanceof ApiError ? '' : request.fingerprint.toString('hex'),
    );
    expect(new Set(fingerprints).size).toBe(requests.length);
    expect(await requestOf(headers)).toEqual(requests[0]);
  });

  it('has the same fingerprint whatever the other headers are', async () => {
    const [one, two] = await Promise.all([
      requestOf({ 'idempotency-key': 'k', authorization: 'Bearer a' }),
      requestOf({ 'idempotency-key': 'k', authorization: 'Bearer b', 'x-request-id': '1' }),
    ]);
    expect(one).toEqual(two);
  });

  it('that another request has used is a conflict', () => {
    expect(keyReused('k').body.error).toMatchObject({ type: 'conflict', code: 'idempotency_key_reused' });
  });
});
