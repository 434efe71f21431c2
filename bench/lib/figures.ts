/** Returns a percentile of sorted values. */
export function percentile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const [low, high] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]];
  return low === undefined || high === undefined ? NaN : (low + high) / 2;
}

/** Milliseconds of a clock that all processes of a machine share. */
export const clock = (): number => performance.timeOrigin + performance.now();

export const round = (value: number, digits = 0): number => Number(value.toFixed(digits));
