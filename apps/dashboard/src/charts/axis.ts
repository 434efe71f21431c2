import { offsetAt } from '../parts/local-time.js';

/** A round number that no bar goes above, and the lines between 0 and it: at most four. */
export function valueAxis(highest: number): { top: number; lines: readonly number[] } {
  const step = roundStep(Math.max(highest, 1) / 4);
  const top = step * Math.ceil(Math.max(highest, 1) / step);
  return { top, lines: Array.from({ length: top / step }, (_, index) => (index + 1) * step) };
}

/** The next of 1, 2, 5, 10, 20, 50, … */
function roundStep(least: number): number {
  if (least <= 1) return 1;
  const power = 10 ** Math.floor(Math.log10(least));
  return power * ([1, 2, 5, 10].find((factor) => factor * power >= least) ?? 10);
}

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const steps = [10 * minute, 30 * minute, hour, 3 * hour, 6 * hour, 12 * hour, day];
const mostTicks = 9;
/** Further to the right, a time would leave the chart. */
const lastTick = 0.92;

/** How far apart times stand below buckets, in milliseconds. */
function stepOf(buckets: number, bucketSeconds: number): number {
  const length = buckets * bucketSeconds * 1000;
  return steps.find((step) => length / step <= mostTicks) ?? day;
}

/** At which bars the time stands: where a round part of the reader's hour or day begins. `byDay`: where days begin. */
export function timeTicks(starts: readonly string[], bucketSeconds: number): { indexes: number[]; byDay: boolean } {
  const every = stepOf(starts.length, bucketSeconds);
  const indexes = starts.flatMap((start, index) => {
    const at = Date.parse(start);
    const isRound = (at + offsetAt(at)) % every < bucketSeconds * 1000;
    return isRound && index / starts.length < lastTick ? [index] : [];
  });
  return { indexes, byDay: every === day };
}
