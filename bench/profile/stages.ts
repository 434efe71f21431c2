import type { Stage } from './cpu-profile.ts';

/** Where the code of a package lies, as npm installs it. */
const packages = (...names: string[]): string => `/node_modules/(${names.join('|')})/`;

const queue = `${packages('bullmq', 'ioredis', '@ioredis', 'redis-parser', 'msgpackr')}|/packages/queue/`;
const postgres = `${packages('pg', 'pg-.*', 'postgres-.*')}|/event-store/dist/(sql|batcher|unnest|log)`;

/** The parts of a delivery, in their order; the first that code matches is its part. */
export const gatewayStages: readonly Stage[] = [
  ['enqueue', new RegExp(`${queue}|/gateway/dist/queues/`)],
  [
    'commit',
    new RegExp(`${postgres}|/packages/event-store/|/packages/domain/|/publish/(publisher|schedule|subscriptions)`),
  ],
  ['HTTP in', /\/node_modules\/|\/apps\/gateway\/|\/packages\/contracts\/|node:_http|node:internal\/(http|timers)/],
];

export const dispatcherStages: readonly Stage[] = [
  ['sign', /\/domain\/dist\/signing\/|request-headers|node:internal\/crypto/],
  ['send', new RegExp(`${packages('undici')}|/attempt/(http-sender|.*-connector|classify)|/egress/`)],
  ['pick-up', new RegExp(`${queue}|/attempt/(queue-worker|job-lock)|/dispatcher/dist/throttle/|AttemptJob|/zod/`)],
  ['load', /\/hot\/load-attempts/],
  ['record', /\/hot\/record-deliveries|\/packages\/domain\/|\/attempt\/(attempt-store|attempts)|toLogRow/],
  ['load and record', new RegExp(`${postgres}|/packages/event-store/`)],
];
