import { setTimeout as sleep } from 'node:timers/promises';
import { waitUntil } from '@postrider/testing';
import { peakResidentBytes } from '../lib/process-figures.ts';
import type { World } from '../lib/world.ts';
import { type } from './end-to-end.ts';
import type { Scenario } from './scenario.ts';

const MiB = 1_024 ** 2;

/**
 * Memory for a million pending deliveries, in Redis and in a dispatcher that starts to drain them. Most of them stay
 * pending, so that the final check compares the records.
 */
export const memory: Scenario = {
  needs: [],
  run: async ({ quick, withWorld }) => {
    const [pending, seconds] = quick ? [5_000, 2] : [1_000_000, 30];
    return withWorld({ dispatchers: 0, leavesPending: true }, async (world) => {
      await world.createEndpoint('/all', type);
      const before = await usedByRedis(world);
      await world.publish({ types: [type], events: pending, batch: 100, connections: 8 });
      await world.queued(pending);
      const perPending = ((await usedByRedis(world)) - before) / pending;
      await world.startDispatcher();
      await sleep(seconds * 1_000);
      const [dispatcher] = world.dispatchers;
      const resident = dispatcher ? await peakResidentBytes(dispatcher.pid) : NaN;
      return {
        figures: {
          'memory.redis_bytes_per_pending': perPending,
          'memory.dispatcher_rss_mb_1m_pending': resident / MiB,
        },
      };
    });
  },
};

async function usedByRedis({ queues }: World): Promise<number> {
  // The connection may still be opening.
  const info = await waitUntil(() => queues.redis.info('memory'), { what: 'the memory of Redis' });
  return Number(/^used_memory:(\d+)/m.exec(info)?.[1]);
}
