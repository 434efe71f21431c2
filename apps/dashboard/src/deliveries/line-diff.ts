import { diffArrays } from 'diff';

export interface DiffLine {
  text: string;
  /** The side that has the line: both, or one of them. */
  in: 'both' | 'first' | 'second';
}

/** Time for the comparison. Texts that take longer have little in common. */
const mostMs = 200;

/** Returns the lines of two texts in order, with those that only one has. */
export function diffLines(first: string, second: string): DiffLine[] {
  const [a, b] = [linesOf(first), linesOf(second)];
  const parts = diffArrays(a, b, { timeout: mostMs }) ?? [
    { value: a, added: false, removed: true },
    { value: b, added: true, removed: false },
  ];
  return parts.flatMap(({ value, added, removed }) =>
    value.map((text): DiffLine => ({ text, in: added ? 'second' : removed ? 'first' : 'both' })),
  );
}

const linesOf = (text: string): string[] => (text === '' ? [] : text.split('\n'));
