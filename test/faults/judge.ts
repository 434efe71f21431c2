import { allPages } from '../support/api.js';
import { countDuplicates, type Duplicates } from './duplicates.js';
import { Evidence } from './evidence.js';
import type { Published } from './publisher.js';
import type { Subscriber } from './subscribers.js';
import { deliveryViolations, rebuildViolations, type Subscription, summary } from './verdict.js';
import type { Victim } from './victims.js';
import type { World } from './world.js';

/** The outcome of a run, to check against the guarantees. */
export interface Outcome {
  readonly world: World;
  readonly subscribers: readonly Subscriber[];
  readonly endpointIds: readonly string[];
  readonly victims: readonly Victim[];
  readonly published: Published;
  readonly isDrained: boolean;
}

export interface Judgement {
  readonly deliveries: number;
  readonly attempts: number;
  readonly duplicates: Duplicates;
  /** Empty if all guarantees hold. */
  readonly violations: readonly string[];
}

/** Checks the API, the receivers, the log and the read models. */
export async function judge(outcome: Outcome): Promise<Judgement> {
  const { world, subscribers, victims, published } = outcome;
  const subscriptions = await subscriptionsOf(outcome);
  const evidence = new Evidence(world.postrider.databaseUrl);
  try {
    const attempts = await evidence.attempts();
    const sightings = subscribers.flatMap((subscriber) => subscriber.sightings);
    const kills = victims.flatMap((victim) => victim.kills);
    const duplicates = countDuplicates(sightings, attempts, kills);
    return {
      deliveries: subscriptions.reduce((sum, { deliveries }) => sum + deliveries.length, 0),
      attempts: attempts.length,
      duplicates,
      violations: [
        ...victims.flatMap(({ crashes }) => crashes),
        ...subscriptions.flatMap((subscription) => deliveryViolations(published.accepted, subscription)),
        ...summary('requests that no kill explains', duplicates.violations),
        ...(await rebuildChanges(outcome, evidence)),
      ],
    };
  } finally {
    await evidence.end();
  }
}

function subscriptionsOf({ world, subscribers, endpointIds }: Outcome): Promise<Subscription[]> {
  const { manage } = world.postrider;
  return Promise.all(
    subscribers.map(async ({ name, sightings }, i) => {
      const query = `?endpoint_id=${endpointIds[i] ?? ''}&limit=250`;
      return { name, sightings, deliveries: (await allPages((page) => manage.deliveries(page), query)).flat() };
    }),
  );
}

/** Empties the read models and rebuilds them with the operator's command. */
async function rebuildChanges({ world, isDrained }: Outcome, evidence: Evidence): Promise<string[]> {
  // Pending deliveries would change during the comparison.
  if (!isDrained) return ['deliveries are still pending; the read models were not rebuilt'];
  const live = await evidence.dump();
  await evidence.emptyReadModels();
  const { code, stderr } = await world.postrider.admin.run('rebuild');
  return code === 0 ? rebuildViolations(live, await evidence.dump()) : [`the rebuild ended with ${code}: ${stderr}`];
}
