import { setTimeout as sleep } from 'node:timers/promises';

import { waitUntil } from '@postrider/testing';

import { allPages } from '../support/api.js';
import { countDuplicates } from './duplicates.js';
import { Evidence } from './evidence.js';
import { type FaultPlan, planFaults, type Size, type Strike } from './plan.js';
import { Publisher } from './publisher.js';
import type { FaultReport } from './report.js';
import { Subscriber, subscriberNames } from './subscribers.js';
import { deliveryViolations, rebuildViolations, type Subscription, summary } from './verdict.js';
import { type Victim, victimsOf } from './victims.js';
import { World } from './world.js';

/** Beyond the longest pause after which a job that was put back is run again. */
const drainMs = 180_000;

/**
 * Publishes to three receivers while processes are killed, waits until nothing is pending, and holds what was promised
 * against what is there. Rejects when it cannot get that far; what does not hold is in the report.
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
  const { manage, project } = world.postrider;
  const endpoints = await Promise.all(
    subscribers.map(({ url }) => manage.createEndpoint({ url, event_types: ['budget.exceeded'] })),
  );
  const victims = victimsOf(world);
  const all = Object.values(victims);

  const [published] = await Promise.all([new Publisher(project, plan).publishAll(), strikeAll(plan.strikes, victims)]);
  await untilDrained(world);
  const drainedAt = Date.now();

  const subscriptions = await Promise.all(
    subscribers.map(async ({ name, sightings }, i): Promise<Subscription> => {
      const query = `?endpoint_id=${endpoints[i]?.id ?? ''}&limit=250`;
      return { name, sightings, deliveries: (await allPages((page) => manage.deliveries(page), query)).flat() };
    }),
  );
  const kills = all.flatMap((victim) => victim.kills);
  const evidence = new Evidence(world.postrider.databaseUrl);
  try {
    const attempts = await evidence.attempts();
    const duplicates = countDuplicates(
      subscribers.flatMap(({ sightings }) => sightings),
      attempts,
      kills,
    );
    return {
      plan,
      published,
      victims: all,
      deliveries: subscriptions.reduce((sum, { deliveries }) => sum + deliveries.length, 0),
      attempts: attempts.length,
      duplicates,
      drainMs: drainedAt - Math.max(...kills.map(({ struckAt }) => struckAt)),
      violations: [
        ...all.flatMap(({ crashes }) => crashes),
        ...subscriptions.flatMap((subscription) => deliveryViolations(published.accepted, subscription)),
        ...summary('times more was sent than kills explain', duplicates.violations),
        ...(await rebuiltOtherwise(world, evidence)),
      ],
      runMs: Date.now() - startedAt,
    };
  } finally {
    await evidence.end();
  }
}

/** Resolves when all have struck, and all who were struck run again. */
async function strikeAll(strikes: readonly Strike[], victims: Record<string, Victim>): Promise<void> {
  const startedAt = Date.now();
  for (const { atMs, victims: names, downMs } of strikes) {
    await sleep(Math.max(0, startedAt + atMs - Date.now()));
    for (const name of names) victims[name]?.strike(downMs);
  }
  await Promise.all(Object.values(victims).map((victim) => victim.recovered()));
}

async function untilDrained({ postrider: { manage } }: World): Promise<void> {
  const isDrained = async (): Promise<boolean> =>
    (await manage.deliveries('?status=pending&limit=1')).data.length === 0;
  await waitUntil(isDrained, { what: 'nothing to be pending', timeoutMs: drainMs, intervalMs: 100 });
}

/** Empties the read models, and has them made from the log by the operator's own command. */
async function rebuiltOtherwise({ postrider: { admin } }: World, evidence: Evidence): Promise<string[]> {
  const live = await evidence.dump();
  await evidence.emptyReadModels();
  const { code, stderr } = await admin.run('rebuild');
  return code === 0 ? rebuildViolations(live, await evidence.dump()) : [`the rebuild ended with ${code}: ${stderr}`];
}
