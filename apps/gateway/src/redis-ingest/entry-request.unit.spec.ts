import { describe, expect, it } from '@jest/globals';
import { newId, readSettings } from '@postrider/contracts';
import { ApiError } from '../http/api-error.js';
import { entryRequest } from './entry-request.js';

const settings = readSettings({
  DATABASE_URL: 'postgres://localhost',
  REDIS_URL: 'redis://localhost',
  POSTRIDER_ENCRYPTION_KEYS: `k1:${'a'.repeat(43)}`,
  POSTRIDER_JSON_MAX_DEPTH: '4',
});
const organization_id = newId('organization', new Date());
const entryId = '1764000000000-0';

const requestOf = (changes: Record<string, string> = {}, id = entryId): ReturnType<typeof entryRequest> =>
  entryRequest(
    { id, fields: Object.entries({ organization_id, type: 'budget.exceeded', data: '{}', ...changes }).flat() },
    settings,
    new Date(),
  );

const errorOf = (changes: Record<string, string>): ApiError['body']['error'] | undefined => {
  try {
    requestOf(changes);
    return undefined;
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return error.body.error;
  }
};

describe('an entry', () => {
  it('is a call of its organization without an API key, and keeps the text of the data', () => {
    const { caller, events } = requestOf({ data: ' { "b": 1.10, "a": [ ] } ' });
    expect(caller).toEqual({ organization_id });
    expect(events).toMatchObject([{ type: 'budget.exceeded', dataJson: '{"b":1.10,"a":[]}', test: false }]);
  });

  it('may have the trace context of its producer; an invalid one is ignored', () => {
    const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
    expect(requestOf({ traceparent })).toMatchObject({ traceparent });
    expect(requestOf({ traceparent: 'none' }).traceparent).toBeUndefined();
  });

  it('creates no customer without its uid', () => {
    expect(errorOf({ create_customer: 'true' })).toMatchObject({ code: 'validation_failed', field: 'customer' });
    expect(requestOf({ create_customer: 'true', customer: 'acme' }).events).toMatchObject([{ createCustomer: true }]);
  });

  it('with an id claims that id', () => {
    expect(requestOf({ id: 'invoice-42' }).claims).toMatchObject([{ kind: 'event_id', key: 'invoice-42' }]);
  });

  it('without an id claims its Redis id, which no producer can claim', () => {
    const { claims, events } = requestOf();
    expect(claims).toMatchObject([{ kind: 'event_id', event_stream_ids: [events[0]?.stream_id] }]);
    expect(claims[0]?.key).toMatch(/^redis-ingest 1764000000000-0 [0-9a-f]{64}$/);
    expect(errorOf({ id: claims[0]?.key ?? '' })).toMatchObject({ code: 'validation_failed', field: 'id' });
  });

  it('makes the same claim when it is read again, and another with other content or another Redis id', () => {
    const keyOf = (...args: Parameters<typeof requestOf>): string | undefined => requestOf(...args).claims[0]?.key;
    expect(keyOf()).toBe(keyOf());
    expect(new Set([keyOf(), keyOf({ data: '{"a":1}' }), keyOf({}, '1764000000000-1')]).size).toBe(3);
  });

  it('nests its data as deeply as an HTTP call may', () => {
    expect(errorOf({ data: '{"a":[{}]}' })).toBeUndefined();
    expect(errorOf({ data: '{"a":[{"b":{}}]}' })).toMatchObject({
      code: 'malformed_body',
      message: 'data is nested too deeply (limit 3 levels)',
    });
  });

  it('lists all of its invalid fields in the error', () => {
    expect(errorOf({ organization_id: 'x', more: 'y' })?.fields?.map(({ field }) => field)).toEqual([
      'organization_id',
      'more',
    ]);
  });
});
