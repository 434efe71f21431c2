/** The load generator as a process of its own: publishes events over keep-alive connections. */
import { setTimeout as sleep } from 'node:timers/promises';
import { Pool } from 'undici';
import { openTarget } from '../targets/open-target.ts';
import type { TargetConfig } from '../targets/target.ts';
import { answerParent } from './child.ts';
import { clock } from './figures.ts';

export interface LoadRun {
  target: TargetConfig;
  /** Events take turns among these types. */
  types: string[];
  events: number;
  /** Events per request. */
  batch: number;
  /** Requests under way at once. */
  connections: number;
  /** Events per second; absent is as fast as they are answered. */
  rate?: number;
}

export interface LoadResult {
  /** Events that were acknowledged. */
  accepted: number;
  refused: number;
  startedAt: number;
  endedAt: number;
}

/** Brings an event to about 1 KB. */
const padding = 'x'.repeat(900);

answerParent(async ({ target: config, types, events, batch, connections, rate }: LoadRun) => {
  const target = openTarget(config);
  const pool = new Pool(config.url, { connections, pipelining: 1 });
  const result: LoadResult = { accepted: 0, refused: 0, startedAt: clock(), endedAt: 0 };
  let next = 0;

  const worker = async (): Promise<void> => {
    while (next < events) {
      const first = next;
      const size = Math.min(batch, events - first);
      next += size;
      if (rate !== undefined) {
        const early = result.startedAt + (first / rate) * 1_000 - clock();
        if (early > 0) await sleep(early);
      }
      const sent_at = clock();
      const { path, headers, body } = target.publishRequest(
        Array.from({ length: size }, (_, i) => ({
          type: types[(first + i) % types.length] ?? '',
          data: { sent_at, n: first + i, padding },
        })),
      );
      const response = await pool.request({ method: 'POST', path, headers, body });
      await response.body.dump();
      if (response.statusCode < 300) result.accepted += size;
      else result.refused += size;
    }
  };
  await Promise.all(Array.from({ length: connections }, worker));
  result.endedAt = clock();
  await pool.close();
  return result;
});
