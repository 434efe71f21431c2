/**
 * Measures the worst CPU time per step of `@postrider/json-schema`, by keyword: `node bench/schema-steps.ts` after a build.
 * Each schema below uses up a call's budget. Prints the slowest first. SECURITY.md has the result.
 */
import { Budget, compileSchema, TooCostly } from '../packages/json-schema/dist/index.js';

const budgetSteps = 4_000_000;
const rounds = 3;

const many = <T>(count: number, make: (i: number) => T): T[] => Array.from({ length: count }, (_, i) => make(i));
const object = (count: number): object => Object.fromEntries(many(count, (i) => [`k${String(i)}`, 1]));
const times = (count: number, schema: unknown): object => ({ allOf: many(count, () => schema) });
const each = (schema: unknown): object => ({ items: schema });
const nested = (levels: number, inner: unknown): unknown => (levels === 0 ? inner : [nested(levels - 1, inner)]);

const keys = object(20_000);
const numbers = many(60_000, (i) => i);
const fractions = many(30_000, (i) => i * 1.1e-7);
const text = 'x'.repeat(250_000);
const evaluated = many(15, () => 0).reduce<unknown>((inner) => ({ allOf: [inner], unevaluatedProperties: false }), {
  additionalProperties: true,
});

const hostile: Readonly<Record<string, readonly [schema: unknown, data: unknown]>> = {
  minProperties: [each(times(1_000, { minProperties: 1 })), many(5_000, () => object(50))],
  maxProperties: [each(times(1_000, { maxProperties: 50 })), many(5_000, () => object(50))],
  multipleOf: [each(times(1_000, { multipleOf: 5e-324 })), many(30_000, () => 0)],
  'multipleOf far apart': [each(times(1_000, { multipleOf: 1e-300 })), many(30_000, () => 1.5e308)],
  minimum: [each(times(1_000, { minimum: -1 })), numbers],
  maxLength: [times(1_900, { maxLength: 120_000 }), '\u{1f600}'.repeat(65_000)],
  patternProperties: [times(900, { patternProperties: { '^k': true } }), keys],
  additionalProperties: [times(900, { additionalProperties: true }), keys],
  properties: [times(900, { properties: { k1: true } }), keys],
  'properties of which the first is invalid': [
    { not: { anyOf: many(900, () => ({ properties: { k0: false } })) } },
    keys,
  ],
  'properties of small objects': [
    each(times(600, { properties: { k1: true }, required: ['k2'] })),
    many(5_000, () => object(3)),
  ],
  required: [times(900, { required: ['k1', 'k19999'] }), keys],
  closed: [times(450, { not: { properties: { k1: true }, additionalProperties: false } }), keys],
  propertyNames: [times(900, { propertyNames: true }), keys],
  unevaluatedProperties: [times(900, { unevaluatedProperties: true }), keys],
  'unevaluatedProperties in each other': [{ allOf: many(60, () => evaluated) }, keys],
  unevaluatedItems: [each({ ...times(900, { prefixItems: [true] }), unevaluatedItems: true }), many(20_000, () => [1])],
  'uniqueItems of numbers': [times(1_900, { uniqueItems: true }), fractions],
  'uniqueItems of objects': [times(1_900, { uniqueItems: true }), many(9_000, (i) => ({ a: i, b: 1 }))],
  'uniqueItems of depth': [times(1_900, { uniqueItems: true }), many(4_000, (i) => nested(50, i))],
  enum: [times(1_900, { enum: [1] }), keys],
  'const of escapes': [times(900, { not: { const: {} } }), { a: '\u0001"'.repeat(100_000) }],
  contains: [times(900, { contains: { type: 'string' }, minContains: 0 }), numbers],
  anyOf: [each({ not: { anyOf: many(1_900, () => false) } }), numbers],
  not: [each(times(600, { not: { not: true } })), numbers],
  $ref: [each(times(3, { $ref: '#' })), nested(60, 1)],
  'pattern of threads': [times(900, { pattern: '(a|b)*a(a|b){200}$' }), 'abbab'.repeat(50_000)],
  'pattern of classes': [times(900, { pattern: '[\\pL\\pN]{900}$' }), 'xy\u{1d400}'.repeat(60_000)],
  'pattern of a character': [times(900, { pattern: 'z' }), text],
  'pattern of characters beyond ASCII': [times(900, { pattern: '[a-c\u00e4\u0436\u4e01]z' }), '\u4e01'.repeat(250_000)],
  'pattern of short texts': [each(times(900, { pattern: '^[a-z]*$' })), many(5_000, () => 'abc')],
  minLength: [times(1_900, { minLength: 130_000 }), '\u{1f600}'.repeat(65_000)],
};

const figures = Object.entries(hostile).map(([name, [schema, data]]) => {
  const compiled = compileSchema(schema);
  const runs = many(rounds, () => {
    const budget = new Budget(budgetSteps);
    const before = process.threadCpuUsage();
    try {
      compiled.check(data, budget);
    } catch (error) {
      if (!(error instanceof TooCostly)) throw error;
    }
    const { user, system } = process.threadCpuUsage(before);
    const ms = (user + system) / 1_000;
    return { ms, steps: Math.min(budgetSteps, budget.spent) };
  });
  const [best = { ms: 0, steps: 1 }] = runs.toSorted((a, b) => a.ms - b.ms);
  return { name, ...best, nsPerStep: (best.ms * 1e6) / best.steps };
});

for (const { name, ms, steps, nsPerStep } of figures.toSorted((a, b) => b.nsPerStep - a.nsPerStep)) {
  const columns = [`${nsPerStep.toFixed(0)} ns/step`, `${ms.toFixed(0)} ms`, `${steps.toFixed(0)} steps`];
  process.stdout.write(`${name.padEnd(40)}${columns.map((column) => column.padStart(18)).join('')}\n`);
}
