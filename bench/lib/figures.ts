/** Returns a percentile of sorted values. */
export function percentile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
}

/** Milliseconds of a clock that all processes of a machine share. */
export const clock = (): number => performance.timeOrigin + performance.now();

export const round = (value: number, digits = 0): number => Number(value.toFixed(digits));
