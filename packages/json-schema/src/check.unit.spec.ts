import { describe, expect, it } from '@jest/globals';
import { Validator, type Schema } from '@cfworker/json-schema';
import fc from 'fast-check';
import { Budget, TooCostly } from './budget.js';
import { compileSchema } from './compile.js';

const enough = 1_000_000;

const problemsOf = (schema: unknown, data: unknown): string[] =>
  compileSchema(schema)
    .check(data, new Budget(enough))
    .map(({ path, message }) => `${path.join('.')}: ${message}`);

describe('invalid data', () => {
  it.each<[unknown, unknown, string[]]>([
    [{ type: 'string' }, 1, [': expected a string']],
    [{ type: ['integer', 'null'] }, 0.5, [': expected a whole number or null']],
    [{ enum: ['a', 1] }, 'b', [': expected one of "a",1']],
    [{ const: { a: [1] } }, { a: [2] }, [': expected {"a":[1]}']],
    [{ minimum: 1, maximum: 0 }, 0.5, [': expected at least 1', ': expected at most 0']],
    [{ exclusiveMinimum: 1, exclusiveMaximum: 1 }, 1, [': expected more than 1', ': expected less than 1']],
    [{ multipleOf: 0.01 }, 0.075, [': expected a multiple of 0.01']],
    [{ minLength: 2 }, '😀', [': expected at least 2 characters']],
    [{ maxLength: 1 }, 'ab', [': expected at most 1 characters']],
    [{ pattern: '^[A-Z]{3}$' }, 'euro', [': expected text that matches "^[A-Z]{3}$"']],
    [{ required: ['a', 'b'] }, { b: 1 }, ['a: is required']],
    [{ dependentRequired: { a: ['b'] } }, { a: 1 }, ['b: is required beside "a"']],
    [{ properties: { a: {} }, additionalProperties: false }, { a: 1, b: 2 }, ['b: is not allowed']],
    [{ properties: { a: { type: 'null' } } }, { a: 1 }, ['a: expected null']],
    [{ patternProperties: { '^x': { type: 'null' } } }, { xy: 1, yx: 1 }, ['xy: expected null']],
    [{ propertyNames: { maxLength: 1 } }, { ab: 1 }, ['ab: has a name that is not allowed']],
    [{ minProperties: 1 }, {}, [': expected at least 1 properties']],
    [{ unevaluatedProperties: false, allOf: [{ properties: { a: {} } }] }, { a: 1, b: 1 }, ['b: is not allowed']],
    [{ minItems: 1 }, [], [': expected at least 1 elements']],
    [
      { uniqueItems: true },
      [
        { a: 1, b: 2 },
        { b: 2, a: 1 },
      ],
      ['1: repeats an earlier element'],
    ],
    [{ prefixItems: [{}, { type: 'null' }], items: false }, [1, 2, 3], ['1: expected null', '2: is not allowed']],
    [{ items: { items: { type: 'null' } } }, [[null], [1, null, 2]], ['1.0: expected null', '1.2: expected null']],
    [{ contains: { type: 'null' } }, [1], [': expected at least 1 elements that match "contains"']],
    [{ anyOf: [{ type: 'null' }, { type: 'string' }] }, 1, [': matches none of the 2 schemas of anyOf']],
    [{ oneOf: [{}, {}, false] }, 1, [': matches 2 of the 3 schemas of oneOf, expected one']],
    [{ not: {} }, 1, [': matches the schema of not']],
    [{ if: { type: 'number' }, then: { minimum: 1 }, else: false }, 0, [': expected at least 1']],
    [{ $defs: { a: { type: 'null' } }, properties: { a: { $ref: '#/$defs/a' } } }, { a: 1 }, ['a: expected null']],
    [
      { properties: { next: { $ref: '#' } }, required: ['n'] },
      { n: 1, next: { next: { n: 1 } } },
      ['next.n: is required'],
    ],
  ])('%j: %j is rejected with each path and message', (schema, data, problems) => {
    expect(problemsOf(schema, data)).toEqual(problems);
  });

  it('is rejected with at most twenty problems', () => {
    expect(
      problemsOf(
        { items: { type: 'null' } },
        Array.from({ length: 100 }, () => 1),
      ),
    ).toHaveLength(20);
  });

  it('may have names that objects inherit', () => {
    expect(problemsOf({ required: ['constructor', 'toString'] }, {})).toHaveLength(2);
    const data = JSON.parse('{"__proto__": 1}') as unknown;
    const schema = JSON.parse('{"properties": {"__proto__": {"type": "null"}}}') as unknown;
    expect(problemsOf(schema, data)).toEqual(['__proto__: expected null']);
    expect(problemsOf({ additionalProperties: false }, data)).toEqual(['__proto__: is not allowed']);
  });
});

describe('a check', () => {
  const doubling = (levels: number): object => ({
    $defs: Object.fromEntries(
      Array.from({ length: levels }, (_, n) => {
        const next = { $ref: `#/$defs/n${String(n + 1)}` };
        return [`n${String(n)}`, n + 1 === levels ? { type: 'null' } : { anyOf: [next, next] }];
      }),
    ),
    $ref: '#/$defs/n0',
  });
  const wide = Object.fromEntries(Array.from({ length: 300 }, (_, i) => [String(i), i]));
  const chain = (length: number): unknown => JSON.parse(`${'['.repeat(length)}${']'.repeat(length)}`);

  it.each<[string, unknown, unknown]>([
    ['schemas that double', doubling(40), 1],
    [
      'schemas that double with each level of the data',
      { items: { allOf: [{ $ref: '#' }, { $ref: '#' }] } },
      chain(60),
    ],
    ['many schemas for many values', { items: { allOf: Array(500).fill({}) } }, Array(10_000).fill(1)],
    ['much to compare', { items: { enum: [wide] } }, Array(5_000).fill(wide)],
    ['an automaton that grows', { pattern: '(a|b)*a(a|b){200}$' }, 'ab'.repeat(50_000)],
    ['a deep descent', { items: { $ref: '#' } }, chain(2_000)],
  ])('of %s ends when its budget is spent', (_, schema, data) => {
    const compiled = compileSchema(schema);
    expect(() => compiled.check(data, new Budget(enough))).toThrow(TooCostly);
  });

  const deep = (length: number): unknown => JSON.parse(`${'{"a":'.repeat(length)}1${'}'.repeat(length)}`);
  const a = { a: { $ref: '#' } };
  it.each<[string, unknown]>([
    ['properties', { properties: a }],
    ['properties by pattern', { patternProperties: a }],
    ['branches', { allOf: [{ anyOf: [{ oneOf: [{ not: { not: { properties: a } } }] }] }] }],
    ['evaluated properties', { allOf: [{ properties: a }], unevaluatedProperties: false }],
    ['dependencies', { dependentSchemas: { a: { properties: a } } }],
  ])('of deeply nested data ends before the call stack does: %s', (_, schema) => {
    const compiled = compileSchema(schema);
    for (const levels of [100, 200, 300, 400, 800, 5_000]) {
      try {
        compiled.check(deep(levels), new Budget(enough));
      } catch (error) {
        expect(error).toBeInstanceOf(TooCostly);
      }
    }
    expect(() => compiled.check(deep(5_000), new Budget(enough))).toThrow(TooCostly);
  });

  const manyKeys = Object.fromEntries(Array.from({ length: 20_000 }, (_, i) => [`k${String(i)}`, i]));
  it.each<[string, unknown, unknown, number]>([
    ['counting properties', { maxProperties: 1 }, manyKeys, 20_000],
    ['numbers far apart', { items: { multipleOf: 5e-324 } }, Array(100).fill(1.7976931348623157e308), 100 * 100],
    [
      'tracking properties',
      { allOf: [{ additionalProperties: true }], unevaluatedProperties: false },
      manyKeys,
      160_000,
    ],
    ['comparing long keys', { const: 1 }, { ['k'.repeat(100_000)]: 1 }, 25_000],
    ['comparing numbers', { uniqueItems: true }, Array.from({ length: 1_000 }, (_, i) => i / 7), 12_000],
    ['comparing deep data', { const: 1 }, chain(60), 240],
  ])('of %s takes the steps that it costs', (_, schema, data, least) => {
    const budget = new Budget(enough);
    compileSchema(schema).check(data, budget);
    expect(budget.spent).toBeGreaterThanOrEqual(least);
  });

  it('takes steps in proportion to a pattern and its text, whatever backtracking would take', () => {
    const budget = new Budget(enough);
    expect(compileSchema({ pattern: '^(a+)+$' }).check(`${'a'.repeat(5_000)}!`, budget)).toHaveLength(1);
    expect(budget.spent).toBeLessThan(50_000);
  });

  it('of usual data takes few steps', () => {
    const schema = {
      required: ['id', 'lines'],
      properties: {
        id: { type: 'string', pattern: '^[0-9a-f]{8}-[0-9a-f]{4}$' },
        lines: { type: 'array', items: { properties: { sku: { type: 'string' }, price: { type: 'number' } } } },
      },
    };
    const budget = new Budget(enough);
    const data = { id: '0b0b0b0b-0b0b', lines: Array(10).fill({ sku: 'a', price: 1 }) };
    expect(compileSchema(schema).check(data, budget)).toEqual([]);
    expect(budget.spent).toBeLessThan(250);
  });
});

describe('a valid value', () => {
  const name = fc.constantFrom('a', 'b', 'c', 'ab');
  const small = fc.integer({ min: 0, max: 3 });
  const value = fc.letrec<{ value: unknown }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 3 },
      fc.oneof(fc.constantFrom(null, true, false, 'a', 'ab', '😀', ''), small, fc.constantFrom(0.5, -1, 1e300)),
      fc.array(tie('value'), { maxLength: 3 }),
      fc.dictionary(name, tie('value'), { maxKeys: 3 }),
    ),
  })).value;
  const type = fc.constantFrom('string', 'number', 'integer', 'boolean', 'null', 'array', 'object');
  const schema = fc.letrec<{ schema: unknown }>((tie) => {
    const one = tie('schema');
    const several = fc.array(one, { minLength: 1, maxLength: 3 });
    const named = fc.dictionary(name, one, { maxKeys: 3 });
    const names = fc.uniqueArray(name, { maxLength: 3 });
    return {
      schema: fc.oneof(
        { maxDepth: 3, depthIdentifier: 'schema' },
        fc.boolean(),
        fc.record(
          {
            type: fc.oneof(type, fc.uniqueArray(type, { minLength: 1, maxLength: 3 })),
            const: value,
            enum: fc.uniqueArray(value, { minLength: 1, maxLength: 3, selector: (each) => JSON.stringify(each) }),
            minimum: small,
            exclusiveMaximum: small,
            multipleOf: fc.constantFrom(1, 0.5, 2),
            minLength: small,
            maxLength: small,
            pattern: fc.constantFrom('a', '^a?b$', '[^a]'),
          },
          { requiredKeys: [] },
        ),
        fc.record({ type, allOf: several, properties: named }, { requiredKeys: [] }),
        fc.record(
          { required: names, properties: named, additionalProperties: one, minProperties: small, anyOf: several },
          { requiredKeys: [] },
        ),
        fc.record(
          {
            patternProperties: fc.dictionary(fc.constantFrom('a', '^b'), one, { maxKeys: 2 }),
            propertyNames: one,
            dependentRequired: fc.dictionary(name, names, { maxKeys: 2 }),
            dependentSchemas: named,
            unevaluatedProperties: one,
          },
          { requiredKeys: [] },
        ),
        fc.record(
          {
            prefixItems: several,
            items: one,
            contains: one,
            uniqueItems: fc.boolean(),
            maxItems: small,
            unevaluatedItems: one,
          },
          { requiredKeys: [] },
        ),
        fc.record({ oneOf: several, not: one, properties: named, unevaluatedProperties: one }, { requiredKeys: [] }),
        fc.record({ if: one, then: one, else: one, unevaluatedItems: one }, { requiredKeys: ['if'] }),
      ),
    };
  }).schema;

  it('is valid in another implementation', () => {
    fc.assert(
      fc.property(schema, fc.array(value, { minLength: 1, maxLength: 10 }), (made, values) => {
        fc.pre(!letsBranchesSeeEachOther(made));
        const other = new Validator(made as Schema | boolean, '2020-12');
        for (const each of values) expect(problemsOf(made, each).length === 0).toBe(other.validate(each).valid);
      }),
      { numRuns: 1_000 },
    );
  });
});

/**
 * In the other implementation `then` and `else` see the items that `if` has evaluated, and the schemas of
 * `dependentSchemas` see each other's properties. By the specification (11.2 and 11.3) only the schema around them
 * does.
 */
function letsBranchesSeeEachOther(schema: unknown): boolean {
  if (typeof schema !== 'object' || schema === null) return false;
  const { if: condition, then, else: otherwise, dependentSchemas } = schema as Record<string, unknown>;
  const branches = condition === undefined ? [dependentSchemas] : [condition, then, otherwise, dependentSchemas];
  if (JSON.stringify(branches).includes('"unevaluated')) return true;
  return Object.values(schema).some(letsBranchesSeeEachOther);
}
