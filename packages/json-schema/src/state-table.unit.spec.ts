import { describe, expect, it } from '@jest/globals';
import * as z from 'zod';
import { Budget } from './budget.js';
import { compileSchema, schemaLimits } from './compile.js';
import { compileProgram } from './program.js';
import { StateTable } from './state-table.js';

const enough = 1_000_000;
const build = (source: string): StateTable | undefined => StateTable.build(compileProgram(source), new Budget(enough));

describe('the table of an expression', () => {
  it.each([
    z.uuid(),
    z.email(),
    z.iso.datetime({ offset: true }),
    z.iso.date(),
    z.iso.time(),
    z.ipv4(),
    z.ipv6(),
    z.base64(),
    z.ulid(),
  ])('is built for the one that zod makes of a format', (schema) => {
    const { pattern = '' } = z.toJSONSchema(schema);
    expect(build(pattern)).toBeInstanceOf(StateTable);
  });

  it.each(['(a|b)*a(a|b){15}$', '\\pL', '\\ba', '(?m)^a$', '[a-z]{1,999}[0-9]'])('is not built for %s', (source) => {
    expect(build(source)).toBeUndefined();
  });

  it('takes steps for the characters that it reads', () => {
    const table = build('^[a-zé]+$');
    const stepsOf = (text: string): number => {
      const budget = new Budget(enough);
      table?.test(text, budget);
      return budget.spent;
    };
    expect(stepsOf('a'.repeat(80_000))).toBe(10_001);
    expect(stepsOf('é'.repeat(80_000))).toBe(50_001);
    expect(stepsOf(`!${'a'.repeat(80_000)}`)).toBe(1);
  });

  it('is not built if the steps of a schema do not suffice, which is no reason to refuse it', () => {
    const sources = Array.from({ length: 40 }, (_, i) => `(a|b)*a(a|b){12}c${String(i)}$`);
    const schema = { patternProperties: Object.fromEntries(sources.map((source) => [source, { type: 'null' }])) };
    const compiled = compileSchema(schema);
    expect(compiled.steps).toBe(schemaLimits.steps);
    expect(compiled.check({ [`a${'b'.repeat(12)}c39`]: 1 }, new Budget(enough))).toHaveLength(1);
  });
});
