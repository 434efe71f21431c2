import { clock } from './clock.js';
import type { RecordedAttempt } from './evidence.js';
import type { Sighting } from './subscribers.js';
import type { Kill } from './victims.js';

/**
 * Compares the requests that the receivers got with the recorded attempts.
 *
 * - A request is **repeated** if its receiver gets another one for the same delivery with the same attempt number. Each
 *   attempt is recorded once, so a repeated request means that the record of the first one was missing.
 * - A **duplicate** is a response of success after the first one for the same delivery. A receiver without deduplication
 *   would process it twice. Each other request after the first success leads back to a duplicate.
 * - A request is **in flight** at a kill if it began before the kill was over, and no attempt with its number or a higher
 *   one was committed when the kill struck. Only kills of dispatchers, which own the request, and of Redis, which owns the
 *   job's lock, count. While Postgres or a gateway is down, a dispatcher keeps its outcome, so those kills must not repeat
 *   requests.
 * - A response is **late** if the receiver sent it, but the attempt is recorded as timed out. The next attempt is then a
 *   duplicate without a kill.
 *
 * Only kills may repeat requests: each repeated request was in flight at a kill before the repetition. The number of
 * duplicates is limited by the number of requests in flight at the kills, for each delivery on its own.
 */
export interface Duplicates {
  readonly requests: number;
  readonly repeated: number;
  readonly duplicates: number;
  readonly inFlight: number;
  readonly late: number;
  /** Deliveries with too many duplicates, and requests that were repeated without a kill. */
  readonly violations: readonly string[];
}

export function countDuplicates(
  sightings: readonly Sighting[],
  attempts: readonly RecordedAttempt[],
  kills: readonly Kill[],
): Duplicates {
  const striking = kills.filter(({ victim }) => victim === 'redis' || victim.startsWith('dispatcher'));
  const recordsOf = Map.groupBy(attempts, ({ delivery }) => delivery);
  const total = { requests: 0, repeated: 0, duplicates: 0, inFlight: 0, late: 0, violations: [] as string[] };
  for (const [delivery, requests] of Map.groupBy(sightings, (sighting) => sighting.delivery)) {
    const one = ofDelivery(delivery, requests, recordsOf.get(delivery) ?? [], striking);
    total.requests += one.requests;
    total.repeated += one.repeated;
    total.duplicates += one.duplicates;
    total.inFlight += one.inFlight;
    total.late += one.late;
    total.violations.push(...one.violations);
  }
  return total;
}

function ofDelivery(
  delivery: string,
  requests: readonly Sighting[],
  records: readonly RecordedAttempt[],
  kills: readonly Kill[],
): Duplicates {
  const isInFlight = (request: Sighting): boolean => kills.some((kill) => wasInFlight(request, records, kill));
  const attempts = Map.groupBy(requests, ({ attempt }) => attempt);
  const repetitions = [...attempts.values()].flatMap(repetitionsAmong);
  const unexplained = repetitions.filter((repetition) => !isExplained(repetition, records, kills));
  const inFlight = requests.filter(isInFlight).length;
  const duplicates = Math.max(0, requests.filter(({ accepted }) => accepted).length - 1);
  // A request that is in flight at a kill is in the limit already.
  const isLate = (request: Sighting): boolean => request.accepted && !isInFlight(request);
  const late = records.filter(({ attempt, timedOut }) => timedOut && attempts.get(attempt)?.some(isLate)).length;
  const violations = [
    ...unexplained.map(({ later: { attempt } }) => `attempt ${attempt} was repeated, but was not in flight at a kill`),
    ...(duplicates > inFlight + late
      ? [`accepted ${duplicates + 1} times, ${inFlight} times in flight at a kill`]
      : []),
  ].map((what) => `${delivery}: ${what} (${timeline(requests, records)})`);
  return { requests: requests.length, repeated: repetitions.length, duplicates, inFlight, late, violations };
}

interface Repetition {
  readonly earlier: Sighting;
  readonly later: Sighting;
}

/** Each request after the first, with its predecessor. */
function repetitionsAmong(requests: readonly Sighting[]): Repetition[] {
  const inOrder = requests.toSorted((a, b) => a.arrivedAt - b.arrivedAt);
  return inOrder.slice(1).flatMap((later, i) => {
    const earlier = inOrder[i];
    return earlier ? [{ earlier, later }] : [];
  });
}

/** Only a kill before the repetition can be its cause. */
function isExplained(
  { earlier, later }: Repetition,
  records: readonly RecordedAttempt[],
  kills: readonly Kill[],
): boolean {
  return kills.some((kill) => kill.struckAt <= later.arrivedAt && wasInFlight(earlier, records, kill));
}

function wasInFlight(request: Sighting, records: readonly RecordedAttempt[], kill: Kill): boolean {
  const isRecorded = records.some(
    ({ attempt, committedAt }) => attempt >= request.attempt && committedAt < kill.struckAt,
  );
  return request.arrivedAt <= kill.overAt && !isRecorded;
}

/** The requests and records of a delivery with their times, to compare with the times of the kills. */
function timeline(requests: readonly Sighting[], records: readonly RecordedAttempt[]): string {
  return [
    ...requests.map(({ attempt, arrivedAt }) => ({ at: arrivedAt, what: `request ${attempt}` })),
    ...records.map(({ attempt, committedAt }) => ({ at: committedAt, what: `record ${attempt}` })),
  ]
    .toSorted((a, b) => a.at - b.at)
    .map(({ at, what }) => `${clock(at)} ${what}`)
    .join(', ');
}
