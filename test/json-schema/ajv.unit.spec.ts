import { describe, expect, it } from '@jest/globals';
import { Budget, compileSchema } from '@postrider/json-schema';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { order, orderSchema } from '../../bench/lib/order.ts';

/** Values that are near the limits of the schema. */
const near = fc.constantFrom<unknown>(
  ...['', 'a', 'EUR', 'é'.repeat(200), '😀'.repeat(201), 'ABC-1001', 'abc-1001', 'a@example.com', 'a@b'],
  ...[
    '2024-02-29T00:00:00Z',
    '2023-02-29T00:00:00Z',
    '2026-11-23T12:51:48.312Z',
    '00000000-0000-0000-0000-000000000000',
  ],
  ...['3F2C8A1E-6B7D-4C0A-9E51-0D9B7A6C5E4F', '3f2c8a1e-6b7d-9c0a-9e51-0d9b7a6c5e4f', null, true, 0, 1, -1, 0.5, 1e300],
  ...[[], {}, [{}], ...order.lines, order.customer, order.lines, Array(101).fill(order.lines[0])],
);
const anything = fc.oneof(near, near, fc.jsonValue({ maxDepth: 2 }));
const name = fc.constantFrom(
  ...Object.keys(order),
  ...Object.keys(order.lines[0] ?? {}),
  'other',
  'constructor',
  '__proto__',
);

type Path = readonly string[];

/** Paths of everything in a value. */
function pathsOf(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([key, each]) => pathsOf(each, [...path, key]))];
}

interface Change {
  path: Path;
  how: string;
  name: string;
  value: unknown;
}

const change: fc.Arbitrary<Change> = fc.record({
  path: fc.constantFrom(...pathsOf(order)),
  how: fc.constantFrom('replace', 'remove', 'add', 'reorder'),
  name,
  value: anything,
});

/** A copy with one change. */
function changed(value: unknown, { path, how, name: key, value: other }: Change): unknown {
  if (typeof value !== 'object' || value === null) return other;
  const [first, ...rest] = path;
  if (first !== undefined) {
    const inner = (each: unknown): unknown => changed(each, { path: rest, how, name: key, value: other });
    if (Array.isArray(value)) return value.map((each: unknown, i) => (String(i) === first ? inner(each) : each));
    const kept = Object.entries(value).filter(([own]) => own !== first || rest.length > 0 || how !== 'remove');
    return Object.fromEntries(kept.map(([own, each]) => [own, own === first ? inner(each) : each]));
  }
  if (how === 'replace' || Array.isArray(value)) return other;
  const entries = Object.entries(value);
  return Object.fromEntries(how === 'add' ? [...entries, [key, other]] : entries.reverse());
}

const data = fc
  .array(change, { maxLength: 3 })
  .map((changes) => JSON.parse(JSON.stringify(changes.reduce<unknown>(changed, order))) as unknown);

/** With keywords of all kinds, but `multipleOf`, in which ajv is wrong for large numbers. */
const schemas: Record<string, object> = {
  'a closed order': orderSchema,
  'an open order': { ...orderSchema, additionalProperties: true, required: ['id'] },
  'references and branches': {
    $defs: { order: orderSchema, line: { anyOf: [orderSchema.properties.lines.items, { type: 'null' }] } },
    if: { properties: { note: { type: 'null' } } },
    then: { $ref: '#/$defs/order' },
    else: { oneOf: [{ required: ['other'] }, { required: ['constructor'] }], not: { maxProperties: 2 } },
    properties: { lines: { items: { $ref: '#/$defs/line' }, uniqueItems: true, contains: { required: ['sku'] } } },
  },
  'properties by pattern, evaluated ones and dependencies': {
    type: ['object', 'array', 'string'],
    patternProperties: { _at$: { type: 'string' }, '^(id|lines)$': true },
    properties: {
      customer: { propertyNames: { pattern: '^[a-z]+$' }, minProperties: 2 },
      total_cents: { exclusiveMaximum: 1_000_000 },
    },
    additionalProperties: { not: { type: 'boolean' } },
    dependentRequired: { note: ['id', 'lines'] },
    dependentSchemas: { lines: { properties: { currency: { const: 'EUR' } } } },
    allOf: [
      {
        properties: { id: true, lines: { prefixItems: [{ type: 'object' }], unevaluatedItems: { required: ['sku'] } } },
      },
    ],
  },
};

describe('data of events', () => {
  it.each(Object.entries(schemas))('is valid if it is valid for ajv: %s', (_, schema) => {
    const own = compileSchema(schema);
    const other = new Ajv2020({ strict: false, validateFormats: false, ownProperties: true }).compile(schema);
    let valid = 0;
    fc.assert(
      fc.property(data, (value) => {
        const problems = own.check(value, new Budget(1_000_000));
        const isValid = other(value);
        if (isValid) valid += 1;
        expect([JSON.stringify(value), problems.length === 0]).toEqual([JSON.stringify(value), isValid]);
      }),
      { numRuns: 1_500 },
    );
    expect(valid).toBeGreaterThan(100);
  });
});
