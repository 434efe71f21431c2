export interface DiffLine {
  text: string;
  /** The side that has the line: both, or one of them. */
  in: 'both' | 'first' | 'second';
}

/** Longer texts are compared line by line at the same place, since the exact comparison takes time and space. */
const comparedAtMost = 400;

/** Returns the lines of two texts in order, with those that only one has. */
export function diffLines(first: string, second: string): DiffLine[] {
  const [a, b] = [linesOf(first), linesOf(second)];
  if (a.length > comparedAtMost || b.length > comparedAtMost) return byPlace(a, b);
  const common = commonLengths(a, b);
  const lines: DiffLine[] = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    const [left, right] = [a[i], b[j]];
    if (left !== undefined && left === right) {
      lines.push({ text: left, in: 'both' });
      i += 1;
      j += 1;
    } else if (
      left !== undefined &&
      (right === undefined || lengthAt(common, i + 1, j) >= lengthAt(common, i, j + 1))
    ) {
      lines.push({ text: left, in: 'first' });
      i += 1;
    } else {
      lines.push({ text: right ?? '', in: 'second' });
      j += 1;
    }
  }
  return lines;
}

const linesOf = (text: string): string[] => (text === '' ? [] : text.split('\n'));

function byPlace(a: readonly string[], b: readonly string[]): DiffLine[] {
  return Array.from({ length: Math.max(a.length, b.length) }, (_, i): DiffLine[] => {
    const [left, right] = [a[i], b[i]];
    if (left !== undefined && left === right) return [{ text: left, in: 'both' }];
    return [
      ...(left === undefined ? [] : [{ text: left, in: 'first' } as const]),
      ...(right === undefined ? [] : [{ text: right, in: 'second' } as const]),
    ];
  }).flat();
}

const lengthAt = (lengths: readonly (readonly number[])[], i: number, j: number): number => lengths[i]?.[j] ?? 0;

/** The length of the longest common subsequence of the lines from `i` and from `j` on. */
function commonLengths(a: readonly string[], b: readonly string[]): number[][] {
  const lengths = Array.from({ length: a.length + 1 }, () => new Array<number>(b.length + 1).fill(0));
  for (let i = a.length - 1; i >= 0; i -= 1) {
    const row = lengths[i] ?? [];
    for (let j = b.length - 1; j >= 0; j -= 1) {
      row[j] =
        a[i] === b[j]
          ? 1 + lengthAt(lengths, i + 1, j + 1)
          : Math.max(lengthAt(lengths, i + 1, j), lengthAt(lengths, i, j + 1));
    }
  }
  return lengths;
}
