import type { Stage } from './cpu-profile.ts';

/** A pattern for the files of npm packages. */
const packages = (...names: string[]): string => `/node_modules/(${names.join('|')})/`;

const queue = `${packages('bullmq', 'ioredis', '@ioredis', 'redis-parser', 'msgpackr')}|/packages/queue/`;
const postgres = `${packages('pg', 'pg-.*', 'postgres-.*')}|/event-store/src/(postgres|log)/|/batcher/`;

/** Stages, in order: the first match counts. */
export const gatewayStages: readonly Stage[] = [
  ['enqueue', new RegExp(`${queue}|/gateway/src/queues/`)],
  [
    'commit',
    new RegExp(
      `${postgres}|/packages/event-store/|/packages/domain/|/publish/(publisher|bounded-statements|keyed-calls|planned-call|schedule|subscriptions)`,
    ),
  ],
  ['HTTP in', /\/node_modules\/|\/apps\/gateway\/|\/packages\/contracts\/|node:_http|node:internal\/(http|timers)/],
];

export const dispatcherStages: readonly Stage[] = [
  ['sign', /\/domain\/src\/signing\/|request-headers|node:internal\/crypto/],
  ['send', new RegExp(`${packages('undici')}|/dispatcher/src/http/|/egress/`)],
  ['pick-up', new RegExp(`${queue}|/dispatcher/src/(worker|throttle)/|AttemptJob|/zod/`)],
  ['load', /\/statements\/load-attempts/],
  ['record', /\/statements\/record-deliveries|\/packages\/domain\/|\/attempt\/(attempt-store|attempts)|toLogRow/],
  ['load and record', new RegExp(`${postgres}|/packages/event-store/`)],
];
