import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ApiError } from '../http/api-error.js';
import { anyJsonObject } from '../http/json-text.fixture.spec.js';
import { claimRefused, contentFingerprint, newEvent, publishRequest, type Producer } from './publish-request.js';
import type { NewEvent } from './new-event.js';

const caller: Producer = { organization_id: 'org_1', key_id: 'key_1' };
const now = new Date('2026-11-18T12:00:00.000Z');
const unlimited = { maxBytes: Number.MAX_SAFE_INTEGER, field: 'data', now };
const type = 'budget.exceeded';

const eventOf = (rawData: string, id?: string): NewEvent =>
  newEvent({ type, data: {}, ...(id !== undefined && { id }) }, `{"type":"${type}","data":${rawData}}`, unlimited);

const errorOf = (work: () => unknown): ApiError | undefined => {
  try {
    work();
  } catch (error) {
    if (error instanceof ApiError) return error;
    throw error;
  }
  return undefined;
};

describe('a new event', () => {
  it('keeps the producer’s own text of the data, compact', () => {
    fc.assert(
      fc.property(anyJsonObject, ({ text, compact }) => {
        expect(eventOf(text).dataJson).toBe(compact);
      }),
    );
  });

  it('has the same data as JSON.parse returns when the member is repeated', () => {
    const raw = '{"data":{"a":1},"type":"budget.exceeded","d\\u0061ta":{"a":2}}';
    expect(newEvent({ type, data: { a: 2 } }, raw, unlimited).dataJson).toBe('{"a":2}');
  });

  it('has a stream of its own, and the producer’s id if there is one', () => {
    const [one, two] = [eventOf('{}'), eventOf('{}', 'order-17')];
    expect(one.stream_id).not.toBe(two.stream_id);
    expect(one.id).toBeUndefined();
    expect(two).toMatchObject({ id: 'order-17', type, test: false });
  });

  it('is refused by the size of its compact data in bytes, not by characters or white space', () => {
    const raw = '{"type":"budget.exceeded","data": { "a" : "ü" } }';
    const bytes = Buffer.byteLength('{"a":"ü"}');
    expect(newEvent({ type, data: {} }, raw, { maxBytes: bytes, field: 'data', now }).dataJson).toBe('{"a":"ü"}');
    const error = errorOf(() =>
      newEvent({ type, data: {} }, raw, { maxBytes: bytes - 1, field: 'events.3.data', now }),
    );
    expect(error?.body.error).toMatchObject({ code: 'payload_too_large', field: 'events.3.data' });
    expect(error?.message).toBe(`events.3.data: expected at most ${String(bytes - 1)} bytes of JSON`);
  });
});

describe('a publish call', () => {
  it('without ids or key claims nothing', () => {
    const events = [eventOf('{}'), eventOf('{}')];
    expect(publishRequest(caller, events, undefined)).toEqual({ caller, events, claims: [] });
  });

  it('claims the ids of its events for its organization', () => {
    const [named, anonymous] = [eventOf('{"a":1}', 'order-17'), eventOf('{}')];
    expect(publishRequest(caller, [named, anonymous], undefined).claims).toEqual([
      {
        organization_id: 'org_1',
        kind: 'event_id',
        key: 'order-17',
        fingerprint: contentFingerprint(named),
        event_stream_ids: [named.stream_id],
      },
    ]);
  });

  it('with an Idempotency-Key claims it for all of its events, in their order', () => {
    const events = [eventOf('{}', 'b'), eventOf('{}'), eventOf('{}', 'a')];
    const idempotency = { key: 'call-1', fingerprint: Buffer.from('fingerprint of the request') };
    const { claims } = publishRequest(caller, events, idempotency);
    expect(claims.map(({ kind, key }) => [kind, key])).toEqual([
      ['event_id', 'b'],
      ['event_id', 'a'],
      ['request', 'call-1'],
    ]);
    expect(claims.at(-1)).toMatchObject({
      organization_id: 'org_1',
      fingerprint: idempotency.fingerprint,
      event_stream_ids: events.map(({ stream_id }) => stream_id),
    });
  });

  it('that repeats an event publishes it once, and returns it each time', () => {
    const [first, again, other] = [eventOf('{"a":1}', 'x'), eventOf('{ "a" : 1 }', 'x'), eventOf('{}', 'y')];
    const idempotency = { key: 'call-1', fingerprint: Buffer.alloc(32) };
    const { events, claims } = publishRequest(caller, [first, other, again], idempotency);
    expect(events).toEqual([first, other, first]);
    expect(claims.map(({ key }) => key)).toEqual(['x', 'y', 'call-1']);
    expect(claims.at(-1)?.event_stream_ids).toEqual([first.stream_id, other.stream_id, first.stream_id]);
  });

  it('with one id for two contents is refused', () => {
    const error = errorOf(() => publishRequest(caller, [eventOf('{"a":1}', 'x'), eventOf('{"a":2}', 'x')], undefined));
    expect(error?.status).toBe(409);
    expect(error?.body.error).toMatchObject({
      code: 'event_id_reused',
      id: 'x',
      field: 'id',
      resource: 'webhook_event',
    });
  });

  it('with one id for two types is refused', () => {
    const other = { ...eventOf('{}', 'x'), type: 'api_key.revoked' };
    expect(errorOf(() => publishRequest(caller, [eventOf('{}', 'x'), other], undefined))?.code).toBe('event_id_reused');
  });

  it('may repeat the same content without ids', () => {
    expect(publishRequest(caller, [eventOf('{}'), eventOf('{}')], undefined).events).toHaveLength(2);
  });
});

describe('a content fingerprint', () => {
  it('is the same for the same type and data, whatever the white space', () => {
    expect(contentFingerprint(eventOf('{"a":[1, 2]}'))).toEqual(contentFingerprint(eventOf(' {"a" : [1,2] }', 'x')));
  });

  it('changes with the type, the data, the order of keys and the spelling of numbers', () => {
    const contents = [
      eventOf('{"a":1,"b":2}'),
      eventOf('{"b":2,"a":1}'),
      eventOf('{"a":1.0,"b":2}'),
      { ...eventOf('{"a":1,"b":2}'), type: 'api_key.revoked' },
    ];
    expect(new Set(contents.map((content) => contentFingerprint(content).toString('hex'))).size).toBe(4);
  });
});

describe('a refused claim', () => {
  it('names the event id or the Idempotency-Key', () => {
    const claim = { key: 'k', fingerprint: Buffer.alloc(32), event_stream_ids: [] };
    expect(claimRefused({ ...claim, kind: 'event_id' }).body.error).toMatchObject({ code: 'event_id_reused', id: 'k' });
    expect(claimRefused({ ...claim, kind: 'request' }).body.error).toMatchObject({
      code: 'idempotency_key_reused',
      field: 'Idempotency-Key',
    });
  });
});
