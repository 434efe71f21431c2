import { Random } from './random.js';

export const victimNames = ['gateway', 'dispatcher 1', 'dispatcher 2', 'redis', 'postgres'] as const;
export type VictimName = (typeof victimNames)[number];

export interface Size {
  readonly events: number;
  readonly strikes: number;
}

/** Sizes for `npm test` and for `npm run test:faults`. */
export const shortRun: Size = { events: 1_500, strikes: 8 };
export const fullRun: Size = { events: 20_000, strikes: 48 };

export interface Strike {
  /** Time since the start of publishing. */
  readonly atMs: number;
  readonly victims: readonly VictimName[];
  /** Time until the restart. */
  readonly downMs: number;
}

/** Events in one publish call. */
export interface PlannedCall {
  readonly atMs: number;
  readonly first: number;
  readonly count: number;
}

export interface FaultPlan {
  readonly seed: number;
  readonly events: number;
  readonly strikes: readonly Strike[];
  readonly calls: readonly PlannedCall[];
}

const pauseMs = { least: 1_500, most: 5_000 };
const shortDownMs = { least: 0, most: 1_500 };
/** Longer than the lifetime of a job's lock. */
const longDownMs = { least: 3_500, most: 5_000 };
const callSize = { least: 1, most: 40 };

/** Plans the kills and the publish calls, which fill the same time. The same seed gives the same plan. */
export function planFaults(seed: number, size: Size): FaultPlan {
  const random = new Random(seed);
  const strikes = planStrikes(random, size.strikes);
  const lastMs = (strikes.at(-1)?.atMs ?? 0) + pauseMs.least;
  return { seed, events: size.events, strikes, calls: planCalls(random, size.events, lastMs) };
}

function planStrikes(random: Random, count: number): Strike[] {
  const strikes: Strike[] = [];
  // Shuffled, so that all processes are struck about equally often.
  const deck: VictimName[] = [];
  let atMs = 0;
  while (strikes.length < count) {
    if (deck.length < 2) deck.unshift(...random.shuffled(victimNames));
    atMs += random.between(pauseMs.least, pauseMs.most);
    const victims = new Set(deck.splice(random.chance(0.3) ? -2 : -1));
    const down = random.chance(0.25) ? longDownMs : shortDownMs;
    strikes.push({ atMs, victims: [...victims], downMs: random.between(down.least, down.most) });
  }
  return strikes;
}

function planCalls(random: Random, events: number, lastMs: number): PlannedCall[] {
  const calls: PlannedCall[] = [];
  for (let first = 0; first < events;) {
    const count = Math.min(random.between(callSize.least, callSize.most), events - first);
    calls.push({ atMs: Math.round((first / events) * lastMs), first, count });
    first += count;
  }
  return calls;
}
