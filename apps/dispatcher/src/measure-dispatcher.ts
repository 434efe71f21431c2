import type { INestApplication } from '@nestjs/common';
import { queueNames } from '@postrider/contracts';
import type { Database, DatabaseClock } from '@postrider/event-store';
import { databaseMetrics, healthMetrics, taskMetrics, type Metrics } from '@postrider/process';
import { healthStates, Readiness } from './health/readiness.js';
import { CounterRollup } from './rollup/counter-rollup.js';
import { Sweep } from './sweep/sweep.js';
import { Throttle } from './throttle/throttle.js';
import { CLOCK, DATABASE } from './tokens.js';
import { Workers } from './worker/workers.js';

/** What a scrape of a dispatcher reads. */
export function measureDispatcher(metrics: Metrics, app: Pick<INestApplication, 'get'>): void {
  const [workers, throttle, readiness] = [app.get(Workers), app.get(Throttle), app.get(Readiness)];
  const [sweep, rollup] = [app.get(Sweep), app.get(CounterRollup)];
  healthMetrics(metrics, healthStates, () => readiness.check());
  databaseMetrics(metrics, { database: app.get<Database>(DATABASE), clock: app.get<DatabaseClock>(CLOCK) });
  taskMetrics(metrics, { sweep: () => sweep.lastSucceededAt, rollup: () => rollup.lastSucceededAt });

  type Use = Workers['use'][number];
  const each = (value: (use: Use) => number) => () =>
    workers.use.map((use) => [{ queue: use.queue }, value(use)] as const);
  const labels = ['queue'];
  metrics.gauge(
    { name: 'postrider_slots', help: 'Attempts that a worker makes at the same time, at most.', labels },
    each(({ slots }) => slots.slots),
  );
  metrics.gauge(
    { name: 'postrider_slots_in_use', help: 'Slots with an attempt in progress.', labels },
    each(({ slots }) => slots.inUse),
  );
  metrics.gauge(
    { name: 'postrider_slots_waiting', help: 'Attempts of active jobs that wait for a slot.', labels },
    each(({ slots }) => slots.waiting),
  );
  metrics.gauge(
    {
      name: 'postrider_worker_idle_seconds',
      help: 'Time since a worker last began or ended a job; 0 while it has one.',
      labels,
    },
    each(({ idleMs }) => idleMs / 1_000),
  );
  metrics.gauge(
    {
      name: 'postrider_worker_stuck',
      help: '1 if a worker is idle although jobs have waited for a minute, so that /health/live responds 503.',
      labels,
    },
    () => queueNames.map((queue) => [{ queue }, Number(workers.stuck.includes(queue))] as const),
  );
  metrics.gauge(
    {
      name: 'postrider_slow_attempts',
      help: 'Attempts that count against POSTRIDER_SLOW_ATTEMPTS: slow attempts, and every attempt to an endpoint that is new or slow.',
    },
    () => throttle.slowAttempts,
  );
}
