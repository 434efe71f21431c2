import { durationOfStep } from './attempt-counter.js';

/** Responses by response time in logarithmic steps, shortest first. */
export type ResponseTimes = readonly { step: number; attempts: number }[];

/** The response time in milliseconds that this share of the responses did not exceed; null without responses. */
export function quantile(times: ResponseTimes, share: number): number | null {
  const all = times.reduce((sum, { attempts }) => sum + attempts, 0);
  let left = Math.ceil(all * share);
  const found = times.find(({ attempts }) => (left -= attempts) <= 0);
  return found ? durationOfStep(found.step) : null;
}

/** The counts of a map of rollups, by `step`. */
export const timesOf = (durations: Readonly<Record<string, number>>): ResponseTimes =>
  Object.entries(durations)
    .map(([step, attempts]) => ({ step: Number(step), attempts }))
    .toSorted((a, b) => a.step - b.step);

/** Responses of up to so many milliseconds, and of more than those of the entry before. */
export interface TimeBand {
  up_to_ms: number;
  responses: number;
}

/** Bands that double, without gaps, from the shortest response to the longest. */
export function bandsOf(times: ResponseTimes): TimeBand[] {
  const counts = new Map<number, number>();
  for (const { step, attempts } of times) {
    const band = Math.ceil(step / stepsPerBand);
    counts.set(band, (counts.get(band) ?? 0) + attempts);
  }
  if (counts.size === 0) return [];
  const [first, last] = [Math.min(...counts.keys()), Math.max(...counts.keys())];
  return Array.from({ length: last - first + 1 }, (_, i) => ({
    up_to_ms: durationOfStep((first + i) * stepsPerBand),
    responses: counts.get(first + i) ?? 0,
  }));
}

const stepsPerBand = 4;
