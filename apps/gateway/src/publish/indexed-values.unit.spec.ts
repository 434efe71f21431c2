import { searchablePathLimits } from '@postrider/contracts';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { indexedValues } from './indexed-values.js';

const { valueLength } = searchablePathLimits;

describe('the indexed values of an event', () => {
  it.each([
    ['a string', '{"id":"4711"}', '4711'],
    ['a string with escapes', String.raw`{"id":"\u0041\"\n"}`, 'A"\n'],
    ['an empty string', '{"id":""}', ''],
    ['a number as its own text', '{"id":12345678901234567890.10}', '12345678901234567890.10'],
    ['a boolean', '{"id":false}', 'false'],
    ['the last of repeated keys', '{"id":1,"id":2}', '2'],
    ['a key with escapes', String.raw`{"\u0069d":1}`, '1'],
    ['a value of the greatest length', `{"id":"${'x'.repeat(valueLength)}"}`, 'x'.repeat(valueLength)],
  ])('have %s', (_, dataJson, value) => {
    expect(indexedValues(dataJson, ['data.id'])).toEqual({ 'data.id': value });
  });

  it.each([
    ['null', '{"id":null}'],
    ['an object', '{"id":{}}'],
    ['an array', '{"id":[1]}'],
    ['a longer value', `{"id":"${'x'.repeat(valueLength + 1)}"}`],
    ['a longer number', `{"id":1${'0'.repeat(valueLength)}}`],
    ['a value with NUL, which Postgres cannot store', String.raw`{"id":"\u0000"}`],
    ['half of a surrogate pair', String.raw`{"id":"\ud83d"}`],
    ['a missing key', '{"other":1}'],
  ])('do not have %s', (_, dataJson) => {
    expect(indexedValues(dataJson, ['data.id'])).toBeUndefined();
  });

  it('are found in nested objects, and not in arrays and texts', () => {
    const dataJson = '{"a":{"b":{"c":1},"d":"x"},"list":[{"c":2}],"text":"{\\"c\\":3}","__proto__":{"c":4}}';
    const paths = ['data.a.b.c', 'data.a.d', 'data.list.0.c', 'data.list.c', 'data.text.c', 'data.__proto__.c'];
    expect(indexedValues(dataJson, paths)).toEqual({ 'data.a.b.c': '1', 'data.a.d': 'x', 'data.__proto__.c': '4' });
  });

  it('are those that JSON.parse finds, are the same each time, and are bounded, for any data', () => {
    const key = fc.constantFrom('a', 'b', 'é', '__proto__', 'constructor');
    const path = fc.array(key, { minLength: 1, maxLength: 4 }).map((keys) => ['data', ...keys].join('.'));
    const leaf = fc.oneof(fc.string({ unit: 'binary', maxLength: 300 }), fc.double(), fc.boolean(), fc.constant(null));
    const { object } = fc.letrec<{ object: Record<string, unknown>; value: unknown }>((tie) => ({
      object: fc.dictionary(key, tie('value'), { maxKeys: 4 }),
      value: fc.oneof({ depthSize: 'small' }, leaf, fc.array(leaf, { maxLength: 2 }), tie('object')),
    }));
    fc.assert(
      fc.property(object, fc.uniqueArray(path, { maxLength: 5 }), (data, paths) => {
        const dataJson = JSON.stringify(data);
        const values = indexedValues(dataJson, paths);
        expect(indexedValues(dataJson, paths)).toEqual(values);
        for (const each of paths) {
          const value = values?.[each];
          expect(value === undefined || value.length <= valueLength).toBe(true);
          const parsed = each.split('.').slice(1).reduce<unknown>(memberOf, JSON.parse(dataJson));
          if (value !== undefined) expect(value).toBe(String(parsed));
          else if (typeof parsed === 'number' || typeof parsed === 'boolean') expect(parsed).toBeUndefined();
        }
      }),
    );
  });
});

function memberOf(value: unknown, key: string): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  return Object.getOwnPropertyDescriptor(value, key)?.value as unknown;
}
