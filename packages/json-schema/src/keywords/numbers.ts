import { inRules, leaf, type Keyword } from '../keyword.js';
import type { Run } from '../run.js';

function limit(
  rule: 'least' | 'most' | 'above' | 'below',
  words: string,
  holds: (value: number, limit: number) => boolean,
): Keyword {
  return (value, { problem, node }) => {
    if (typeof value !== 'number') return problem('expected a number');
    const message = `expected ${words} ${String(value)}`;
    node.numbers[rule] = value;
    return inRules(
      (data, location, run) => typeof data !== 'number' || holds(data, value) || run.fail(location, message),
    );
  };
}

const multipleOf: Keyword = (value, { problem }) => {
  if (typeof value !== 'number' || !Number.isFinite(value) || value <= 0) return problem('expected a number above 0');
  return leaf(
    (data, run) => typeof data !== 'number' || isMultiple(data, value, run),
    `expected a multiple of ${String(value)}`,
  );
};

const stepsPerDecimal = 20;
/** For the difference of the exponents, up to about 650. */
const zerosPerStep = 4;

/** Computed in decimals, so that 0.3 is a multiple of 0.1. */
function isMultiple(value: number, divisor: number, run: Run): boolean {
  if (!Number.isFinite(value)) return false;
  if (Number.isInteger(value / divisor)) return true;
  const [a, b] = [decimal(value), decimal(divisor)];
  const exponent = Math.min(a.exponent, b.exponent);
  run.spend(stepsPerDecimal + Math.ceil(Math.abs(a.exponent - b.exponent) / zerosPerStep));
  const scaled = ({ digits, exponent: own }: typeof a): bigint => digits * 10n ** BigInt(own - exponent);
  return scaled(a) % scaled(b) === 0n;
}

function decimal(value: number): { digits: bigint; exponent: number } {
  const [mantissa = '', exponent = '0'] = value.toExponential().split('e');
  const [whole = '', fraction = ''] = mantissa.split('.');
  return { digits: BigInt(whole + fraction), exponent: Number(exponent) - fraction.length };
}

export const numberKeywords = {
  minimum: limit('least', 'at least', (value, least) => value >= least),
  maximum: limit('most', 'at most', (value, most) => value <= most),
  exclusiveMinimum: limit('above', 'more than', (value, bound) => value > bound),
  exclusiveMaximum: limit('below', 'less than', (value, bound) => value < bound),
  multipleOf,
} satisfies Record<string, Keyword>;
