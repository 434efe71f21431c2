import { describe, expect, it } from '@jest/globals';
import { newId, readSettings } from '@postrider/contracts';
import { ApiError } from '../http/api-error.js';
import { entryRequest } from './stream-entry.js';

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
  it('is a call of the organization that it names, without a key, with the data as it was written', () => {
    const { caller, events } = requestOf({ data: ' { "b": 1.10, "a": [ ] } ' });
    expect(caller).toEqual({ organization_id });
    expect(events).toMatchObject([{ type: 'budget.exceeded', dataJson: '{"b":1.10,"a":[]}', test: false }]);
  });

  it('with an id claims that id', () => {
    expect(requestOf({ id: 'invoice-42' }).claims).toMatchObject([{ kind: 'event_id', key: 'invoice-42' }]);
  });

  it('without an id claims its own in Redis, which no producer can', () => {
    const { claims, events } = requestOf();
    expect(claims).toMatchObject([{ kind: 'event_id', event_stream_ids: [events[0]?.stream_id] }]);
    expect(claims[0]?.key).toMatch(/^stream 1764000000000-0 [0-9a-f]{64}$/);
    expect(errorOf({ id: claims[0]?.key ?? '' })).toMatchObject({ code: 'validation_failed', field: 'id' });
  });

  it('claims the same when it is read again, and something else with other content or another id', () => {
    const keyOf = (...args: Parameters<typeof requestOf>): string | undefined => requestOf(...args).claims[0]?.key;
    expect(keyOf()).toBe(keyOf());
    expect(new Set([keyOf(), keyOf({ data: '{"a":1}' }), keyOf({}, '1764000000000-1')]).size).toBe(3);
  });

  it('may nest its data as deep as a request may', () => {
    expect(errorOf({ data: '{"a":[{}]}' })).toBeUndefined();
    expect(errorOf({ data: '{"a":[{"b":{}}]}' })).toMatchObject({
      code: 'malformed_body',
      message: 'data is nested too deeply (limit 3 levels)',
    });
  });

  it('names all of its wrong fields', () => {
    expect(errorOf({ organization_id: 'x', more: 'y' })?.fields?.map(({ field }) => field)).toEqual([
      'organization_id',
      'more',
    ]);
  });
});
