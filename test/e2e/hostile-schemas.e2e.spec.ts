import { beforeAll, describe, expect, it } from '@jest/globals';

import type { FieldError } from '@postrider/contracts';
import { Database } from '@postrider/event-store';

import { type ApiResponse, type Api, errorOf } from '../support/api.js';
import { forAllTests } from '../support/for-all-tests.js';
import type { Postrider } from '../support/postrider.js';

let postrider: Postrider;
let others: { project: Api };

forAllTests({ dispatchers: 0, settings: { POSTRIDER_SCHEMA_CACHE_BYTES: '50000' } }, (services) => {
  ({ postrider } = services);
});
beforeAll(async () => {
  others = await postrider.addOrganization('Others');
});

const numbered = <T>(count: number, make: (i: number) => T): T[] => Array.from({ length: count }, (_, i) => make(i));
const patterns = (sources: readonly string[]): object => ({
  patternProperties: Object.fromEntries(sources.map((source) => [source, {}])),
});
const create = (type: string, schema: object): Promise<ApiResponse> =>
  postrider.manage.send('POST', '/event-types', { json: { type, description: 'Hostile.', example: {}, schema } });

function wrongFields(response: ApiResponse): FieldError[] {
  expect([response.status, errorOf(response).code]).toEqual([422, 'validation_failed']);
  return errorOf(response).fields ?? [];
}

/** What a gateway does for others while `work` is under way, until it is done. */
async function beside<T>(work: Promise<T>): Promise<{ result: T; statuses: number[][] }> {
  const state = { isDone: false };
  const result = work.finally(() => (state.isDone = true));
  const statuses: number[][] = [];
  do {
    const [live, published] = await Promise.all([
      fetch(`${postrider.url}/health/live`),
      others.project.send('POST', '/events', { json: { type: 'budget.exceeded', data: {} } }),
    ]);
    statuses.push([live.status, published.status]);
  } while (!state.isDone);
  return { result: await result, statuses };
}

describe('a schema that would take long to compile', () => {
  it.each([
    ['ranges that ignore case', patterns(numbered(300, (i) => `(?i)[a-\u{10ffff}]${i}`))],
    ['many classes', patterns(numbered(20, (i) => `[${'\\pL\\pN'.repeat(100)}]${i}`))],
    ['optional characters', patterns(numbered(20, (i) => `^${'a?b?'.repeat(200)}${i}$`))],
    ['repetitions that are large together', patterns(numbered(40, (i) => `.{900}${i}`))],
  ])('is refused with the limit: %s', async (_, schema) => {
    const fields = wrongFields(await create('hostile.refused', schema));
    expect(fields).toContainEqual({
      field: 'schema',
      message: 'expected a schema that takes at most 300000 steps to compile',
    });
  });

  it.each([
    ['one inside of another', '(?:a{1,1000}){1,1000}'],
    ['one behind the other', '.{1000}'.repeat(100)],
  ])('is refused with the limit of a regular expression: repetitions, %s', async (_, pattern) => {
    expect(wrongFields(await create('hostile.refused', { pattern }))).toEqual([
      {
        field: 'schema.pattern',
        message: 'expected a simpler regular expression (limit 1000 instructions with repetitions expanded)',
      },
    ]);
  });
});

describe('publishing with many schemas of the maximum size', () => {
  it('yields to other calls, and charges its call the steps of compiling, cached or not', async () => {
    const types = numbered(17, (i) => `large.type_${i}`);
    for (const [i, type] of types.entries()) {
      const range = `(?i)[${String.fromCodePoint(0x62 + i)}-\u{10ffff}]`;
      expect(
        (await create(type, { properties: { a: { allOf: numbered(2, (n) => ({ pattern: `${range}${n}` })) } } }))
          .status,
      ).toBe(201);
    }
    const publish = (names: readonly string[]): Promise<ApiResponse> =>
      postrider.project.send('POST', '/events/batch', { json: { events: names.map((type) => ({ type, data: {} })) } });
    // Fewer fit into the cache: each call compiles anew.
    const { result, statuses } = await beside(Promise.all(numbered(6, () => publish(types.slice(0, 15)))));
    expect(result.map(({ status }) => status)).toEqual(numbered(6, () => 202));
    expect(statuses).toEqual(statuses.map(() => [200, 202]));
    for (const response of [await publish(types), await publish(types)]) {
      expect(wrongFields(response).map(({ field }) => field)).toEqual(['events.15.data', 'events.16.data']);
      expect(wrongFields(response)[0]?.message).toMatch(/takes too many steps .*\(limit 4000000\)/);
    }
  });
});

describe('a schema and data that take long to check', () => {
  const keys = Object.fromEntries(numbered(20_000, (i) => [`k${i}`, 1]));
  it.each<[string, object, unknown]>([
    ['counting properties', { allOf: numbered(1_500, () => ({ minProperties: 1 })) }, keys],
    [
      'numbers far apart',
      { items: { allOf: numbered(900, () => ({ multipleOf: 5e-324 })) } },
      Array(9_000).fill(1.7e308),
    ],
    [
      'remembered properties',
      { allOf: numbered(600, () => ({ additionalProperties: true })), unevaluatedProperties: false },
      keys,
    ],
    ['unique elements', { allOf: numbered(1_500, () => ({ uniqueItems: true })) }, numbered(9_000, (i) => i / 7)],
    ['an automaton of many states', { pattern: '(a|b)*a(a|b){200}$' }, 'abbab'.repeat(40_000)],
  ])('end with the limit of steps, and others are served meanwhile: %s', async (name, schema, a) => {
    const type = `hostile.${name.replaceAll(' ', '_')}`;
    expect((await create(type, { properties: { a: schema } })).status).toBe(201);
    const json = { events: numbered(3, () => ({ type, data: { a } })) };
    const { result, statuses } = await beside(postrider.project.send('POST', '/events/batch', { json }));
    expect(statuses).toEqual(statuses.map(() => [200, 202]));
    if (result.status !== 202)
      expect(wrongFields(result)[0]?.message).toMatch(/takes too many steps .*\(limit 4000000\)/);
  });
});

describe('a schema that an earlier version accepted and this one refuses', () => {
  it('makes events of its type invalid, with the reason, and no others', async () => {
    expect((await create('stale.type', { type: 'object' })).status).toBe(201);
    const database = new Database({ url: postrider.databaseUrl, size: 1, timeoutMs: 10_000, name: 'e2e' });
    try {
      const schema = JSON.stringify(patterns(numbered(40, (i) => `(?i)[a-\u{10ffff}]${i}`)));
      await database.query("UPDATE event_types SET schema = $1 WHERE type = 'stale.type'", [schema]);
      await database.query('UPDATE organizations SET event_types_version = event_types_version + 1');
    } finally {
      await database.end();
    }
    const publish = (...types: string[]): Promise<ApiResponse> =>
      postrider.project.send('POST', '/events/batch', { json: { events: types.map((type) => ({ type, data: {} })) } });
    const [stale, fine] = await Promise.all([publish('budget.exceeded', 'stale.type'), publish('budget.exceeded')]);
    expect(fine.status).toBe(202);
    expect(wrongFields(stale)).toEqual([
      {
        field: 'events.1.data',
        message:
          'cannot be checked: the schema of its type is invalid: the schema: expected a schema that takes at most 300000 steps to compile',
      },
    ]);
    await postrider.manage.updateEventType('stale.type', { schema: null });
    expect((await publish('stale.type')).status).toBe(202);
  });
});
