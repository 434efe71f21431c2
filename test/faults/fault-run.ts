import { setTimeout as sleep } from 'node:timers/promises';

import { waitUntil } from '@postrider/testing';

import { judge } from './judge.js';
import { type FaultPlan, planFaults, type Size, type Strike } from './plan.js';
import { type Published, Publisher } from './publisher.js';
import type { FaultReport } from './report.js';
import { Subscriber, subscriberNames } from './subscribers.js';
import { type Victim, victimsOf } from './victims.js';
import { World } from './world.js';

/** Several times the longest delay of a requeued job (a minute). */
const drainMs = 300_000;

/**
 * Publishes to three receivers while processes are killed, waits until nothing is pending, and checks the guarantees.
 * Violations are in the report. Rejects if the run does not get that far.
 */
export async function runFaults(seed: number, size: Size): Promise<FaultReport> {
  const plan = planFaults(seed, size);
  const subscribers = await Promise.all(subscriberNames.map((name) => Subscriber.start(name, seed)));
  try {
    const world = await World.start();
    try {
      return await run(plan, world, subscribers);
    } finally {
      await world.end();
    }
  } finally {
    await Promise.all(subscribers.map((subscriber) => subscriber.stop()));
  }
}

async function run(plan: FaultPlan, world: World, subscribers: readonly Subscriber[]): Promise<FaultReport> {
  const startedAt = Date.now();
  const endpointIds = await Promise.all(subscribers.map(({ url }) => subscribe(world, url)));
  const victimsByName = victimsOf(world);
  const victims = Object.values(victimsByName);
  const published = await publishAmidStrikes(plan, world, victimsByName);
  const isDrained = await becomesDrained(world);
  const drainedAt = Date.now();
  const judgement = await judge({ world, subscribers, endpointIds, victims, published, isDrained });
  const lastKillAt = Math.max(...victims.flatMap(({ kills }) => kills.map(({ struckAt }) => struckAt)));
  const times = { drainMs: drainedAt - lastKillAt, runMs: Date.now() - startedAt };
  return { plan, published, victims, ...judgement, ...times };
}

async function subscribe({ postrider: { manage } }: World, url: string): Promise<string> {
  return (await manage.createEndpoint({ url, event_types: ['budget.exceeded'] })).id;
}

async function publishAmidStrikes(
  plan: FaultPlan,
  { postrider: { project } }: World,
  victims: Record<string, Victim>,
): Promise<Published> {
  const publishing = new Publisher(project, plan).publishAll();
  const striking = strikeAll(plan.strikes, victims);
  // Also after a failure: no process may start after the end of the run.
  await Promise.allSettled([publishing, striking]);
  await striking;
  return publishing;
}

/** Resolves after the last strike, when all victims run again. */
async function strikeAll(strikes: readonly Strike[], victims: Record<string, Victim>): Promise<void> {
  const startedAt = Date.now();
  for (const { atMs, victims: names, downMs } of strikes) {
    await sleep(Math.max(0, startedAt + atMs - Date.now()));
    for (const name of names) victims[name]?.strike(downMs);
  }
  const recovered = await Promise.allSettled(Object.values(victims).map((victim) => victim.recovered()));
  for (const outcome of recovered) if (outcome.status === 'rejected') throw outcome.reason;
}

/** Returns false if deliveries are still pending at the end. */
async function becomesDrained({ postrider: { manage } }: World): Promise<boolean> {
  const isDrained = async (): Promise<boolean> =>
    (await manage.deliveries('?status=pending&limit=1')).data.length === 0;
  const wait = waitUntil(isDrained, { what: 'nothing to be pending', timeoutMs: drainMs, intervalMs: 100 });
  return wait.catch(() => false);
}
