import { describe, expect, it } from '@jest/globals';
import * as z from 'zod';
import { compileSchema, schemaLimits, SchemaRefused } from './compile.js';

function problemsOf(schema: unknown): string[] {
  try {
    compileSchema(schema);
    return [];
  } catch (error) {
    if (!(error instanceof SchemaRefused)) throw error;
    return error.problems.map(({ path, message }) => `${path.join('.')}: ${message}`);
  }
}

const nested = (levels: number): object => (levels === 0 ? {} : { items: nested(levels - 1) });

describe('a schema', () => {
  it.each([
    ['of the draft', { $schema: 'https://json-schema.org/draft/2020-12/schema', $id: 'https://example.com/a' }],
    [
      'of an older draft',
      { $schema: 'http://json-schema.org/draft-07/schema#', definitions: { a: {} }, $ref: '#/definitions/a' },
    ],
    [
      'with annotations',
      { title: 'A', description: '', default: 1, examples: [], format: 'email', 'x-own': {}, $comment: '' },
    ],
    [
      'as OpenAPI has it',
      {
        oneOf: [{ properties: { type: { const: 'card' } } }, { properties: { type: { const: 'cash' } } }],
        discriminator: { propertyName: 'type', mapping: { card: '#/components/schemas/Card' } },
        example: { type: 'card' },
      },
    ],
    ['that zod makes of its ISO durations', z.toJSONSchema(z.object({ every: z.iso.duration() }))],
    ['with references', { $defs: { 'a/b~c%': {} }, allOf: [{ $ref: '#/$defs/a~1b~0c%25' }], items: { $ref: '#' } }],
    ['with an anchor', { $ref: '#money', $defs: { a: { $anchor: 'money' } } }],
    [
      'that repeats its $id',
      { $id: 'https://example.com/a', items: { $ref: 'https://example.com/a#/$defs/b' }, $defs: { b: {} } },
    ],
    ['with an $id below that nothing depends on', { properties: { any: { $id: '/schemas/any', title: 'any' } } }],
    ['that refers to itself for nested data', { properties: { next: { $ref: '#' } } }],
    ['at the limit of levels', nested(schemaLimits.depth)],
    ['true', true],
    ['false', false],
  ])('may be one %s', (_, schema) => {
    expect(problemsOf(schema)).toEqual([]);
  });

  it.each<[unknown, string]>([
    ['object', ': expected a schema'],
    [null, ': expected a schema'],
    [[], ': expected a schema'],
    [{ $schema: 'https://json-schema.org/draft/2026/schema' }, '$schema: expected https://json-schema.org'],
    [{ requird: ['a'] }, 'requird: is not a supported keyword'],
    [{ constructor: {} }, 'constructor: is not a supported keyword'],
    [{ additionalItems: false }, 'additionalItems: is not a supported keyword: use items beside prefixItems'],
    [{ items: [{}] }, 'items: expected one schema; use prefixItems for a list'],
    [{ $id: 1 }, '$id: expected a string'],
    [{ $defs: { a: { $id: 'a', items: { $ref: '#' } } } }, '$defs.a.items.$ref: is not allowed below an $id'],
    [{ $anchor: '1' }, '$anchor: expected a name that no other schema has'],
    [{ $anchor: 'a', items: { $anchor: 'a' } }, 'items.$anchor: expected a name that no other schema has'],
    [{ $ref: '#a', $defs: { a: { $id: 'b', $anchor: 'a' } } }, '$ref: expected the path'],
    [{ components: { responses: {} } }, 'components: expected an object with "schemas" only'],
    [{ $dynamicRef: '#a' }, '$dynamicRef: is not a supported keyword'],
    [{ properties: { a: { type: 'text' } } }, 'properties.a.type: expected one of string, number'],
    [{ type: ['string', 'string'] }, 'type: expected one of'],
    [{ type: '__proto__' }, 'type: expected one of'],
    [{ type: [] }, 'type: expected one of'],
    [{ enum: [] }, 'enum: expected a list of at least one value'],
    [{ minimum: '1' }, 'minimum: expected a number'],
    [{ multipleOf: 0 }, 'multipleOf: expected a number above 0'],
    [{ minLength: -1 }, 'minLength: expected a whole number from 0'],
    [{ maxItems: 1.5 }, 'maxItems: expected a whole number from 0'],
    [{ minContains: '1' }, 'minContains: expected a whole number from 0'],
    [{ uniqueItems: 1 }, 'uniqueItems: expected true or false'],
    [{ required: ['a', 'a'] }, 'required: expected a list of different strings'],
    [{ required: 'a' }, 'required: expected a list of different strings'],
    [{ dependentRequired: { a: 'b' } }, 'dependentRequired.a: expected a list of different strings'],
    [{ properties: [] }, 'properties: expected an object of schemas'],
    [{ allOf: [] }, 'allOf: expected a list of at least one schema'],
    [{ anyOf: [{}, { not: 1 }] }, 'anyOf.1.not: expected a schema'],
    [{ pattern: '(' }, 'pattern: expected a regular expression'],
    [{ pattern: '(?=a)' }, 'pattern: expected a regular expression of RE2, without lookarounds'],
    [{ pattern: '(a)\\1' }, 'pattern: expected a regular expression of RE2'],
    [{ pattern: 'a'.repeat(1_001) }, 'pattern: expected a regular expression of at most 1000 characters'],
    [{ pattern: '(a{100}){10}b{500}' }, 'pattern: expected a simpler regular expression'],
    [{ patternProperties: { '[': {} } }, 'patternProperties.[: expected a regular expression'],
    [{ $ref: 'https://example.com/schema.json' }, '$ref: expected the path of a schema in this schema'],
    [{ $ref: 'file:///etc/passwd' }, '$ref: expected the path'],
    [{ $ref: '#/$defs/none' }, '$ref: expected the path'],
    [{ $ref: '#/properties', properties: {} }, '$ref: expected the path'],
    [{ $ref: '#/%zz' }, '$ref: expected the path'],
    [{ $ref: 1 }, '$ref: expected a string'],
    [
      nested(schemaLimits.depth + 1),
      `${Array(schemaLimits.depth + 1)
        .fill('items')
        .join('.')}: expected at most 32 levels`,
    ],
  ])('%j is rejected: %s', (schema, problem) => {
    expect(problemsOf(schema)).toEqual([expect.stringContaining(problem)]);
  });

  it.each([
    [{ $ref: '#' }],
    [{ allOf: [{ $ref: '#' }] }],
    [{ $defs: { a: { anyOf: [{ $ref: '#/$defs/b' }] }, b: { if: {}, then: { $ref: '#/$defs/a' } } } }],
    [{ dependentSchemas: { a: { not: { $ref: '#' } } } }],
  ])('%j is rejected, since it would never end', (schema) => {
    expect(problemsOf(schema)).toEqual([expect.stringContaining('refers to itself for the same value')]);
  });

  const patterns = (sources: readonly string[]): object => ({
    patternProperties: Object.fromEntries(sources.map((source) => [source, {}])),
  });
  const numbered = (source: string): string[] => Array.from({ length: 40 }, (_, i) => `${source}${String(i)}`);
  it.each([
    ['ranges that ignore case', numbered('(?i)[a-\u{10ffff}]')],
    ['classes of many properties', numbered(`[${'\\pL\\pN'.repeat(50)}]`)],
    ['long regular expressions', numbered('a'.repeat(950))],
    ['repetitions', numbered('.{900}')],
    ['optional characters', numbered(`^${'a?b?'.repeat(100)}$`)],
  ])('that would take long to compile is rejected with the limit: %s', (_, sources) => {
    expect(problemsOf(patterns(sources))).toEqual([': expected a schema that takes at most 300000 steps to compile']);
  });

  it('of a usual size takes few steps to compile', () => {
    const properties = Object.fromEntries(Array.from({ length: 200 }, (_, i) => [`p${String(i)}`, { type: 'string' }]));
    const { steps } = compileSchema({ properties, required: ['p1'], additionalProperties: false });
    expect(steps).toBeLessThan(20_000);
    expect(compileSchema({ pattern: '(?i)^[a-z]{3}-[0-9a-f]{8}$' }).steps).toBeLessThan(5_000);
  });

  it('takes the same steps each time, and has more weight with more in it', () => {
    const small = compileSchema({ pattern: '^a$' });
    const large = compileSchema({ allOf: [{ pattern: '^a$' }, { pattern: '^\\pL{500}$' }] });
    expect(compileSchema({ pattern: '^a$' })).toMatchObject({ steps: small.steps, weight: small.weight });
    expect(large.weight).toBeGreaterThan(small.weight + 50_000);
  });

  it('is rejected with all problems, up to a limit', () => {
    expect(problemsOf({ type: 'x', minimum: 'x', properties: { a: 1 } })).toHaveLength(3);
    const many = Object.fromEntries(Array.from({ length: 100 }, (_, i) => [`p${String(i)}`, 1]));
    expect(problemsOf({ properties: many })).toHaveLength(schemaLimits.problems);
  });

  it('has a limited number of subschemas and of regular expressions', () => {
    expect(problemsOf({ allOf: Array.from({ length: 2_000 }, () => true) })).toEqual([
      expect.stringContaining('expected at most 2000 subschemas'),
    ]);
    const different = (count: number): object => ({
      ...patterns(Array.from({ length: count }, (_, i) => `^${String(i)}$`)),
      additionalProperties: false,
    });
    expect(problemsOf(different(schemaLimits.patterns))).toEqual([]);
    expect(problemsOf(different(schemaLimits.patterns + 1))).toEqual([
      expect.stringContaining('expected at most 50 different regular expressions'),
    ]);
  });
});
