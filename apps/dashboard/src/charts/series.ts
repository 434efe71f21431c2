/** One kind of value over time. */
export interface Series {
  key: string;
  name: string;
  color: string;
  /** One for each bucket; null where nothing is known. */
  values: readonly (number | null)[];
}

/** Whether there is any value above 0. */
export const isEmpty = (series: readonly Series[]): boolean =>
  series.every(({ values }) => values.every((value) => value === null || value === 0));

/** The highest bar, of bars that are stacked. */
export function highestBar(series: readonly Series[], buckets: number): number {
  const sums = Array.from({ length: buckets }, (_, index) =>
    series.reduce((sum, { values }) => sum + (values[index] ?? 0), 0),
  );
  return Math.max(0, ...sums);
}

/** The highest point of any line. */
export const highestPoint = (series: readonly Series[]): number =>
  Math.max(0, ...series.flatMap(({ values }) => values.map((value) => value ?? 0)));

/** The stretches of a line without gaps, as positions of its buckets. A single value is a stretch of one. */
export function stretches(values: Series['values']): number[][] {
  const found: number[][] = [];
  let current: number[] = [];
  for (const [index, value] of values.entries()) {
    if (value === null) current = [];
    else {
      if (current.length === 0) found.push(current);
      current.push(index);
    }
  }
  return found;
}
