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

/** At which bars the time stands: where a round part of the reader's hour or day begins. */
export function timeTicks(starts: readonly string[], bucketSeconds: number): number[] {
  const every = bucketSeconds <= 60 ? 10 * minute : bucketSeconds < 3600 ? 3 * hour : 24 * hour;
  return starts.flatMap((start, index) => {
    const at = new Date(start);
    const local = at.getTime() - at.getTimezoneOffset() * minute;
    return local % every < bucketSeconds * 1000 ? [index] : [];
  });
}
