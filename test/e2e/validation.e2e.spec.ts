import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { errorOf } from '../support/api.js';
import { type Postrider, startPostrider } from '../support/postrider.js';

let postrider: Postrider;
let endpointId: string;

beforeAll(async () => {
  postrider = await startPostrider({ dispatchers: 0 });
  endpointId = (await postrider.manage.createEndpoint({ ...endpoint, active: false })).id;
});

afterAll(async () => {
  await postrider.end();
});

const endpoint = { url: 'https://example.com/hook', event_types: ['*'] };
const event = { type: 'budget.exceeded', data: {} };
const longUrl = (length: number): string => 'https://example.com/'.padEnd(length, 'x');

/** The fields that a 422 names, in its order. */
async function wrongFields(method: string, path: string, json: unknown): Promise<string[]> {
  const response = await postrider.manage.send(method, path, json === undefined ? {} : { json });
  expect(response.status).toBe(422);
  const { type, code, message, field, fields } = errorOf(response);
  expect([type, code]).toEqual(['invalid_request_error', 'validation_failed']);
  expect(field).toBe(fields?.[0]?.field);
  for (const wrong of fields ?? []) {
    expect(wrong.message).toMatch(/\w/);
    expect(message).toContain(wrong.field);
  }
  return (fields ?? []).map((wrong) => wrong.field);
}

describe('creating an endpoint is refused, naming the field,', () => {
  it.each<[string, unknown, string[]]>([
    ['without a body', undefined, ['url', 'event_types']],
    ['with an empty object', {}, ['url', 'event_types']],
    ['with an array', [], ['body']],
    ['with a number as URL', { ...endpoint, url: 4711 }, ['url']],
    ['with a relative URL', { ...endpoint, url: '/hook' }, ['url']],
    ['with ftp', { ...endpoint, url: 'ftp://example.com/' }, ['url']],
    ['with a URL that holds a user', { ...endpoint, url: 'https://user:secret@example.com/' }, ['url']],
    ['with a URL of 2,049 characters', { ...endpoint, url: longUrl(2_049) }, ['url']],
    ['with no event types', { ...endpoint, event_types: [] }, ['event_types']],
    ['with event types that are text', { ...endpoint, event_types: '*' }, ['event_types']],
    ['with an event type outside the catalogue', { ...endpoint, event_types: ['*', 'budget.nope'] }, ['event_types.1']],
    ['with a prefix of nothing', { ...endpoint, event_types: ['nope.*'] }, ['event_types.0']],
    ['with a prefix in the middle of a word', { ...endpoint, event_types: ['bud*'] }, ['event_types.0']],
    ['with a description of 501 characters', { ...endpoint, description: 'x'.repeat(501) }, ['description']],
    ['with an escape in its description', { ...endpoint, description: 'a\u001b[2J' }, ['description']],
    ['with a C1 control character in its description', { ...endpoint, description: 'a\u009b2J' }, ['description']],
    ['with an override of direction in its description', { ...endpoint, description: 'a\u202eb' }, ['description']],
    ['with a description that is a number', { ...endpoint, description: 1 }, ['description']],
    ['with "yes" for active', { ...endpoint, active: 'yes' }, ['active']],
    ['with fields that do not exist', { ...endpoint, secret: 'x', label: 'y' }, ['secret', 'label']],
    ['with a field that is only read', { ...endpoint, format: 'slack' }, ['format']],
    ['with everything wrong at once', { url: '', event_types: ['x'], active: 1 }, ['url', 'event_types.0', 'active']],
  ])('%s', async (_, json, fields) => {
    expect((await wrongFields('POST', '/endpoints', json)).toSorted()).toEqual(fields.toSorted());
  });

  it('but not at the limits', async () => {
    const atLimits = { url: longUrl(2_048), event_types: ['*'], description: 'x'.repeat(500), active: false };
    expect(await postrider.manage.createEndpoint(atLimits)).toMatchObject(atLimits);
  });
});

describe('updating an endpoint is refused, naming the field,', () => {
  it.each<[string, unknown, string[]]>([
    ['with a wrong URL', { url: 'nope' }, ['url']],
    ['with no event types', { event_types: [] }, ['event_types']],
    ['with null for active', { active: null }, ['active']],
    ['with a field that cannot be changed', { id: 'whe_x', format: 'json' }, ['id', 'format']],
  ])('%s', async (_, json, fields) => {
    expect(await wrongFields('PATCH', `/endpoints/${endpointId}`, json)).toEqual(fields);
  });
});

describe('publishing is refused, naming the field,', () => {
  it.each<[string, unknown, string[]]>([
    ['without type and data', {}, ['type', 'data']],
    ['with an unknown type', { ...event, type: 'budget.*' }, ['type']],
    ['with data that is an array', { ...event, data: [1] }, ['data']],
    ['with data that is null', { ...event, data: null }, ['data']],
    ['with data that is text', { ...event, data: '{}' }, ['data']],
    ['with an empty id', { ...event, id: '' }, ['id']],
    ['with an id of 129 characters', { ...event, id: 'x'.repeat(129) }, ['id']],
    ['with an id that breaks the signed content', { ...event, id: 'a.b' }, ['id']],
    ['with a number as id', { ...event, id: 1 }, ['id']],
    ['with fields that do not exist', { ...event, timestamp: 'now', test: true }, ['timestamp', 'test']],
  ])('%s', async (_, json, fields) => {
    expect(await wrongFields('POST', '/events', json)).toEqual(fields);
  });

  it.each<[string, unknown, string[]]>([
    ['without events', {}, ['events']],
    ['with no event', { events: [] }, ['events']],
    ['with an event that is none', { events: [event, 'x'] }, ['events.1']],
    [
      'with wrong events at several places',
      { events: [{ ...event, id: '' }, event, {}] },
      ['events.0.id', 'events.2.type', 'events.2.data'],
    ],
  ])('as a batch %s', async (_, json, fields) => {
    expect(await wrongFields('POST', '/events/batch', json)).toEqual(fields);
  });
});

const noon = '2026-11-23T12:00:00Z';

describe('other operations are refused, naming the field,', () => {
  it.each<[string, string, string, unknown, string[]]>([
    ['a test event without a type', 'POST', '/endpoints/{id}/test', {}, ['event_type']],
    ['a key with a line break in its name', 'POST', '/keys', { kind: 'project', name: 'a\nb' }, ['name']],
    ['a key with an escape in its name', 'POST', '/keys', { kind: 'project', name: 'a\u001b[2J' }, ['name']],
    [
      'a test event with a list as data',
      'POST',
      '/endpoints/{id}/test',
      { event_type: event.type, data: [] },
      ['data'],
    ],
    ['a test event of a prefix', 'POST', '/endpoints/{id}/test', { event_type: 'budget.*' }, ['event_type']],
    ['a rotation with a body', 'POST', '/endpoints/{id}/rotate-secret', { secret: 'mine' }, ['secret']],
    ['a replay with a body', 'POST', '/deliveries/whd_x/replay', { force: true }, ['force']],
    ['a bulk replay without a filter', 'POST', '/deliveries/replay', {}, ['body']],
    ['a bulk replay of an unknown status', 'POST', '/deliveries/replay', { status: 'lost' }, ['status']],
    ['a bulk replay of an unknown event type', 'POST', '/deliveries/replay', { event_type: 'nope' }, ['event_type']],
    [
      'a bulk replay by an unknown filter',
      'POST',
      '/deliveries/replay',
      { status: 'failed', response: 503 },
      ['response'],
    ],
    ['a bulk replay of an endpoint without an id', 'POST', '/deliveries/replay', { endpoint_id: '' }, ['endpoint_id']],
    ['a bulk replay since no time', 'POST', '/deliveries/replay', { since: 'yesterday' }, ['since']],
    [
      'a bulk replay since a time without offset',
      'POST',
      '/deliveries/replay',
      { since: noon.slice(0, -1) },
      ['since'],
    ],
    ['a bulk replay of an empty range', 'POST', '/deliveries/replay', { since: noon, until: noon }, ['until']],
    ['a recovery without a range', 'POST', '/endpoints/{id}/recover', {}, ['since']],
    ['a recovery of an empty range', 'POST', '/endpoints/{id}/recover', { since: noon, until: noon }, ['until']],
    [
      'a recovery of one event type',
      'POST',
      '/endpoints/{id}/recover',
      { since: noon, event_type: '*' },
      ['event_type'],
    ],
    ['a cancellation with a body', 'POST', '/operations/blk_x/cancel', { force: true }, ['force']],
    ['a list with limit 0', 'GET', '/endpoints?limit=0', undefined, ['limit']],
    ['a list with limit 251', 'GET', '/deliveries?limit=251', undefined, ['limit']],
    ['a list with limit "ten"', 'GET', '/events?limit=ten', undefined, ['limit']],
    ['a list with a limit given twice', 'GET', '/events?limit=1&limit=2', undefined, ['limit']],
    ['a list with a cursor of nothing', 'GET', '/endpoints?cursor=nonsense', undefined, ['cursor']],
    ['a list with an unknown status', 'GET', '/deliveries?status=done', undefined, ['status']],
    ['a list with an unknown event type', 'GET', '/deliveries?event_type=nope', undefined, ['event_type']],
    ['a list with an unknown filter', 'GET', '/deliveries?endpoint=x', undefined, ['endpoint']],
    ['a list with a status of no response', 'GET', '/deliveries?response_status=99', undefined, ['response_status']],
    ['a list with a class as a status', 'GET', '/deliveries?response_status=5xx', undefined, ['response_status']],
    ['a list with an unknown class', 'GET', '/deliveries?response_class=5', undefined, ['response_class']],
    ['a list with an unknown reason', 'GET', '/deliveries?failure_reason=bad', undefined, ['failure_reason']],
    ['a list with a negative number', 'GET', '/deliveries?min_attempts=-1', undefined, ['min_attempts']],
    ['a list with a huge number', 'GET', '/deliveries?min_attempts=99999999999', undefined, ['min_attempts']],
    ['a list with a wrong duration', 'GET', '/deliveries?min_duration_ms=1s', undefined, ['min_duration_ms']],
    ['a list with test=yes', 'GET', '/deliveries?test=yes', undefined, ['test']],
    ['a list with replayed=1', 'GET', '/deliveries?replayed=1', undefined, ['replayed']],
  ])('%s', async (_, method, path, json, fields) => {
    expect(await wrongFields(method, path.replace('{id}', endpointId), json)).toEqual(fields);
  });

  it('a cursor of another list', async () => {
    await postrider.manage.createEndpoint({ ...endpoint, active: false });
    const { next_cursor } = await postrider.manage.endpoints('?limit=1');
    expect(await wrongFields('GET', `/deliveries?cursor=${next_cursor ?? ''}`, undefined)).toEqual(['cursor']);
  });

  it.each(['', 'two words', 'ü', 'x'.repeat(256)])('the Idempotency-Key "%s"', async (key) => {
    const headers = { 'idempotency-key': Buffer.from(key, 'utf8').toString('latin1') };
    for (const [path, json] of [
      ['/endpoints', endpoint],
      ['/events', event],
    ] as const) {
      const response = await postrider.manage.send('POST', path, { json, headers });
      expect(response.status).toBe(422);
      expect(errorOf(response).field).toBe('Idempotency-Key');
    }
  });
});
