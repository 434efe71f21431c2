/** What a figure became, against the period before. */
export interface Change {
  /** With its sign. */
  by: number;
  direction: 'up' | 'down' | 'none';
}

/** Shares in percentage points, to a tenth. Undefined if either is unknown. */
export const changeInPoints = (now: number | null, before: number | null | undefined): Change | undefined =>
  now === null || before == null ? undefined : changeBy(Math.round((now - before) * 1000) / 10);

/** Counts in percent. Undefined if there was nothing before. */
export const changeInPercent = (now: number, before: number | undefined): Change | undefined =>
  before === undefined || before === 0 ? undefined : changeBy(Math.round(((now - before) / before) * 100));

const changeBy = (by: number): Change => ({ by, direction: by > 0 ? 'up' : by < 0 ? 'down' : 'none' });
