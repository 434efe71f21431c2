import { describe, expect, it } from '@jest/globals';
import { InvalidLine, parseLine } from './line.js';

const parse = (value: unknown, allowWeak = false) => parseLine(value, { allowWeak });
const endpoint = { type: 'endpoint', uid: 'hook', url: 'https://example.com/hook', event_types: ['*'] };

function problemsOf(value: unknown): [string | undefined, string][] {
  try {
    parse(value);
  } catch (error) {
    if (error instanceof InvalidLine) return error.problems.map(({ field, message }) => [field, message]);
    throw error;
  }
  return [];
}

describe('a line', () => {
  it('has the fields of the API', () => {
    expect(parse({ type: 'event_type', name: 'shop.order', description: 'x', example: {}, schema: null })).toEqual({
      type: 'event_type',
      body: { type: 'shop.order', description: 'x', example: {}, schema: null },
    });
    expect(parse({ type: 'customer', uid: 'acme', rate_limit: 5 })).toEqual({
      type: 'customer',
      uid: 'acme',
      body: { rate_limit: 5 },
    });
    const secret = { signing_secret: null, customer: null };
    expect(parse({ ...endpoint, ...secret, id: 'whe_1', metadata: { a: 'b' } })).toEqual({
      type: 'endpoint',
      uid: 'hook',
      body: { uid: 'hook', url: endpoint.url, event_types: ['*'], metadata: { a: 'b' }, allow_weak: false },
    });
  });

  it('of an endpoint without a uid has its id as one', () => {
    expect(parse({ ...endpoint, uid: undefined, id: 'ep_1' })).toMatchObject({ uid: 'ep_1', body: { uid: 'ep_1' } });
  });

  it('may have a weak secret only if that is permitted', () => {
    const weak = { ...endpoint, signing_secret: 'short' };
    expect(problemsOf(weak)).toEqual([['signing_secret', expect.stringContaining('at least 24 bytes')]]);
    expect(parse(weak, true)).toMatchObject({ body: { signing_secret: 'short' } });
  });

  it.each([
    [null, [undefined]],
    [[], [undefined]],
    [{ type: 'message' }, ['type']],
    [{ type: 'event_type', name: 'invoice', description: '', example: [] }, ['name', 'description', 'example']],
    [{ type: 'customer', uid: '..' }, ['uid']],
    [{ type: 'customer', uid: 'a', rate_limit: 0, color: 'red' }, ['rate_limit', 'color']],
    [{ ...endpoint, uid: undefined }, ['uid']],
    [{ ...endpoint, url: 'ftp://example.com', event_types: [] }, ['url', 'event_types']],
    [{ ...endpoint, customer: 'a b' }, ['customer']],
    [{ ...endpoint, customer: 'acme', customers: 'all' }, ['customers']],
    [{ ...endpoint, metadata: { a: 1 } }, ['metadata.a']],
  ])('%j is refused with its fields', (value, fields) => {
    expect(problemsOf(value).map(([field]) => field)).toEqual(fields);
  });
});
