import { setTimeout as sleep } from 'node:timers/promises';

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { Backlog } from '../support/backlog.js';

/** `npm run test:backlog` asks for more than a normal run has time for. */
const endpoints = Number(process.env.POSTRIDER_TEST_BACKLOG_ENDPOINTS ?? 1);
const events = Math.ceil(Number(process.env.POSTRIDER_TEST_BACKLOG ?? 2_000) / endpoints);
const count = events * endpoints;
const downMs = Number(process.env.POSTRIDER_TEST_BACKLOG_DOWN_MS ?? 5_000);
const timeoutMs = 60_000 + 10 * count;
const testTimeoutMs = 3 * timeoutMs + downMs;

let backlog: Backlog;

beforeEach(async () => {
  backlog = await Backlog.start(timeoutMs, endpoints);
});

afterEach(() => backlog.end());

/** Times are printed for whoever wants to know; nothing is asserted of them. */
async function timed(what: string, work: Promise<unknown>): Promise<void> {
  const begun = performance.now();
  await work;
  const seconds = (performance.now() - begun) / 1_000;
  process.stderr.write(`  ${what}: ${seconds.toFixed(1)} s (${Math.round(count / seconds)}/s)\n`);
}

describe(`Redis lost with ${count} deliveries to ${endpoints} endpoint(s) pending`, () => {
  it(
    'is filled again, when it was emptied',
    async () => {
      const { postrider, redis } = backlog;
      await timed('published', backlog.publish(events));
      await backlog.queued(count);
      await redis.flushAll();

      const starting = postrider.addDispatcher();
      await Promise.all([
        timed(
          'queued again after FLUSHALL',
          starting.then((dispatcher) => backlog.queuedAgain(dispatcher, count)),
        ),
        timed('delivered after FLUSHALL', backlog.delivered()),
      ]);
      expect(await backlog.delivered()).toEqual({ delivered: count });
      expect(backlog.received()).toEqual({ requests: count, events });
    },
    testTimeoutMs,
  );

  it(
    `is filled again, when it was down for ${downMs / 1_000} s, in which publishing goes on`,
    async () => {
      const { postrider, redis } = backlog;
      const dispatcher = await postrider.addDispatcher();
      await redis.kill();
      await Promise.all([sleep(downMs), timed('published without Redis', backlog.publish(events))]);
      expect(backlog.received()).toEqual({ requests: 0, events: 0 });

      await redis.start();
      await Promise.all([
        timed('queued again after the outage', backlog.queuedAgain(dispatcher, count)),
        timed('delivered after the outage', backlog.delivered()),
      ]);
      expect(await backlog.delivered()).toEqual({ delivered: count });
      expect(backlog.received()).toEqual({ requests: count, events });
    },
    testTimeoutMs,
  );
});
