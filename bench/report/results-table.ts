import type { Figures } from '../scenarios/scenario.ts';
import { expectations } from './expectations.ts';
import { markdownTable } from './markdown-table.ts';

type Expectation = (typeof expectations)[number];

/** Formats figures with their limits, and whether they reach them. */
export function resultsTable(figures: Figures): string {
  return markdownTable(
    ['Figure', 'What', 'Value', 'Must', 'Aim', 'Reached'],
    expectations.flatMap((expected) => {
      const value = figures[expected.key];
      if (value === undefined) return [];
      const must = typeof expected.must === 'string' ? figures[expected.must] : expected.must;
      return [
        [
          `\`${expected.key}\``,
          expected.what,
          amount(value, expected),
          bound(must, expected),
          bound(expected.aim, expected),
          verdict(value, must, expected),
        ],
      ];
    }),
  );
}

function verdict(value: number, must: number | undefined, { more, aim }: Expectation): string {
  if (must === undefined) return '';
  const reaches = (limit: number): boolean => (more ? value >= limit : value <= limit);
  if (aim !== undefined && reaches(aim)) return 'aim';
  return reaches(must) ? 'yes' : '**no**';
}

function bound(limit: number | undefined, expected: Expectation): string {
  return limit === undefined ? '' : `${expected.more ? '≥' : '≤'} ${amount(limit, expected)}`;
}

export function amount(value: number, { unit, digits }: Expectation): string {
  const number = value.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits });
  return unit === '' || unit === '/s' ? number + unit : `${number} ${unit}`;
}
