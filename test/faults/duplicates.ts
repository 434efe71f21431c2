import { clock } from './clock.js';
import type { RecordedAttempt } from './evidence.js';
import type { Sighting } from './subscribers.js';
import type { Kill } from './victims.js';

/**
 * What the receivers saw, held against the attempts on record.
 *
 * - A request is **repeated** when its receiver sees another one of the same delivery with the same number. Each attempt
 *   is recorded once, so a repeated request is one whose record somebody did not see.
 * - A **duplicate** is what a receiver that looks at nothing would process twice: an answer of success beyond the first
 *   to the same delivery. Other requests after the first success (a repeated one that the receiver then refuses, and what
 *   follows from that) come down to one of these.
 * - A request is **in flight** at a kill when it began before the kill was over, and no attempt of its number or a higher
 *   one had been committed when the kill struck. Of the kills only those of dispatchers, which hold the request, and of
 *   Redis, which holds the job's lock, count. Without Postgres or a gateway a dispatcher waits with its outcome, so these
 *   kills may not repeat anything.
 * - An answer is **late** when its receiver gave it, but the attempt is on record as timed out. The next attempt then is
 *   a duplicate that no kill has caused.
 *
 * Repeated requests come from kills alone: each from one that was in flight at a kill that struck before the repetition.
 * The requests in flight at any of the kills, each counted once, are the bound. It is held for each delivery by itself.
 */
export interface Duplicates {
  readonly requests: number;
  readonly repeated: number;
  readonly duplicates: number;
  readonly inFlight: number;
  readonly late: number;
  /** Deliveries that break the bound, and requests that were repeated for no reason. */
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
  const late = records.filter(
    ({ attempt, timedOut }) => timedOut && isAnsweredOnce(attempts.get(attempt) ?? []),
  ).length;
  const violations = [
    ...unexplained.map(({ later: { attempt } }) => `attempt ${attempt} was repeated though no kill had struck it`),
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

/** Each request after the first, with the one before it. */
function repetitionsAmong(requests: readonly Sighting[]): Repetition[] {
  const inOrder = requests.toSorted((a, b) => a.arrivedAt - b.arrivedAt);
  return inOrder.slice(1).flatMap((later, i) => {
    const earlier = inOrder[i];
    return earlier ? [{ earlier, later }] : [];
  });
}

/** A kill that strikes after the repetition cannot have led to it. */
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

const isAnsweredOnce = ([only, ...others]: readonly Sighting[]): boolean =>
  only?.accepted === true && others.length === 0;

/** What happened to the delivery and when, to be held against the times of the kills. */
function timeline(requests: readonly Sighting[], records: readonly RecordedAttempt[]): string {
  return [
    ...requests.map(({ attempt, arrivedAt }) => ({ at: arrivedAt, what: `request ${attempt}` })),
    ...records.map(({ attempt, committedAt }) => ({ at: committedAt, what: `record ${attempt}` })),
  ]
    .toSorted((a, b) => a.at - b.at)
    .map(({ at, what }) => `${clock(at)} ${what}`)
    .join(', ');
}
