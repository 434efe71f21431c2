/** What a figure became, against the period before. */
export interface Change {
  /** With its sign. */
  by: number;
  direction: 'up' | 'down' | 'none';
}

/** Shares in percentage points, to a tenth. Undefined if either is unknown. */
export const changeInPoints = (now: number | null, before: number | null | undefined): Change | undefined =>
  now === null || before == null ? undefined : changeBy(Math.round((now - before) * 1000) / 10);

/** From this on, a change in percent says less than how many times as many there are. */
const manyTimes = 10;

/** Counts in percent, or in times if there are many times as many. Undefined if there was nothing before. */
export function changeOfCount(now: number, before: number | undefined): CountChange | undefined {
  if (before === undefined || before === 0) return undefined;
  if (now >= manyTimes * before) return { ...changeBy(Math.round(now / before)), unit: 'times' };
  return { ...changeBy(Math.round(((now - before) / before) * 100)), unit: 'percent' };
}

interface CountChange extends Change {
  unit: 'percent' | 'times';
}

const changeBy = (by: number): Change => ({ by, direction: by > 0 ? 'up' : by < 0 ? 'down' : 'none' });
