import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { binaryArray, type ArrayElementType } from './binary-array.js';
import { openDatabase, type TestDatabase } from './database.fixture.spec.js';

let test: TestDatabase;
beforeAll(async () => {
  test = await openDatabase();
});
afterAll(() => test.close());

const cases: [ArrayElementType, unknown[]][] = [
  ['text', ['', 'ä😀', '"quoted", {braced} and \\', null, 'NULL', 'x'.repeat(100_000)]],
  ['json', ['{"a":"\\u0000 \\"b\\""}', null, '[1.0,1e400]']],
  ['int', [0, -1, 2_147_483_647, -2_147_483_648, null]],
  ['boolean', [true, false, null]],
  ['bytea', [Buffer.from([0, 255, 92]), Buffer.alloc(0), null]],
  [
    'timestamptz',
    ['1970-01-01T00:00:00.000Z', '1999-12-31T23:59:59.999Z', '2026-11-24T18:26:54.123Z', '9999-12-31T23:59:59.999Z']
      .map((time) => new Date(time))
      .concat(null as never),
  ],
];

it.each(cases)('an array of %s keeps its elements, also with one or none', async (type, values) => {
  const read = async (array: unknown[]): Promise<unknown[]> => {
    const column = type === 'json' ? 'value::text' : 'value';
    const { rows } = await test.database.query<{ value: unknown }>(
      `SELECT ${column} AS value FROM unnest($1::${type}[]) WITH ORDINALITY AS u (value, position) ORDER BY position`,
      [binaryArray(array, type)],
    );
    return rows.map(({ value }) => value);
  };
  expect(await read(values)).toEqual(values);
  expect(await read(values.slice(0, 1))).toEqual(values.slice(0, 1));
  expect(await read([])).toEqual([]);
});

it('a number that is no int and a text that Postgres cannot store are rejected', async () => {
  expect(() => binaryArray([2 ** 31], 'int')).toThrow('out of range');
  await expect(test.database.query('SELECT $1::text[]', [binaryArray(['a\0'], 'text')])).rejects.toThrow(/encoding/);
});
