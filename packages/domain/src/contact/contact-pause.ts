const longestMs = 3_600_000;

/** The pause after the given number of failures in a row: it doubles up to an hour. The jitter takes up to a half of it. */
export function contactPause(failures: number, firstMs: number, random: () => number = Math.random): number {
  const doubled = Math.min(longestMs, firstMs * 2 ** Math.min(30, Math.max(0, failures - 1)));
  return Math.round(doubled * (1 - random() / 2));
}
