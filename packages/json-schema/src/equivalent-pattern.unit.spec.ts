import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import * as z from 'zod';
import { Budget } from './budget.js';
import { TextPattern } from './text-pattern.js';

const { pattern: source = '' } = z.toJSONSchema(z.iso.duration());
const unit = fc.constantFrom('Y', 'M', 'W', 'D', 'T', 'H', 'S', '1', '12', '3.5', '0,5', '.', ' ', '\n');
const duration = fc.array(unit, { maxLength: 10 }).map((parts) => `P${parts.join('')}`);

describe("zod's pattern of a duration", () => {
  const compiled = TextPattern.compile(source, new Budget(1_000_000));
  const matches = (text: string): boolean => typeof compiled !== 'string' && compiled.test(text, new Budget(1_000_000));

  it.each(['P3W', 'P1Y2M3D', 'P1YT1S', 'PT1H30M', 'PT0,5S', 'P2D', 'PT1.5S'])('matches %s', (text) => {
    expect(matches(text)).toBe(true);
  });

  it.each(['', 'P', 'PT', 'P1', 'P1DT', 'P1W2D', 'PT5', '1D', 'P1D ', 'P1M1Y'])('does not match %j', (text) => {
    expect(matches(text)).toBe(false);
  });

  it('matches what it matches in JavaScript', () => {
    const native = new RegExp(source);
    fc.assert(
      fc.property(duration, (text) => {
        expect(matches(text)).toBe(native.test(text));
      }),
      { numRuns: 2_000 },
    );
  });
});
