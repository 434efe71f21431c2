import { day, hour, KiB, MiB, second, share, whole, type SettingGroup } from './setting.js';

/** Slots of the queue workers. */
export const concurrency = {
  deliver: {
    env: 'POSTRIDER_DELIVER_CONCURRENCY',
    usedBy: 'dispatcher',
    schema: whole(1, 5_000, 200),
    description: 'Maximum number of first attempts in flight, per dispatcher.',
  },
  retry: {
    env: 'POSTRIDER_RETRY_CONCURRENCY',
    usedBy: 'dispatcher',
    schema: whole(1, 5_000, 100),
    description: 'Maximum number of retries in flight, per dispatcher.',
  },
  replay: {
    env: 'POSTRIDER_REPLAY_CONCURRENCY',
    usedBy: 'dispatcher',
    schema: whole(1, 5_000, 50),
    description: 'Maximum number of replays in flight, per dispatcher.',
  },
} as const satisfies SettingGroup;

export const attempts = {
  timeoutMs: {
    env: 'POSTRIDER_ATTEMPT_TIMEOUT_MS',
    usedBy: 'dispatcher',
    schema: whole(100, 300 * second, 15 * second),
    description: 'Timeout of an attempt, from connecting to the end of the response, in milliseconds.',
  },
  responseReadBytes: {
    env: 'POSTRIDER_RESPONSE_READ_BYTES',
    usedBy: 'dispatcher',
    schema: whole(0, 16 * MiB, 64 * KiB),
    description: 'Maximum number of bytes that are read of a response body.',
  },
  responseKeepBytes: {
    env: 'POSTRIDER_RESPONSE_KEEP_BYTES',
    usedBy: 'dispatcher',
    schema: whole(0, MiB, 16 * KiB),
    description: 'Maximum number of bytes that are stored of a response body. A longer body is marked as truncated.',
  },
  loadRetryMs: {
    env: 'POSTRIDER_LOAD_RETRY_MS',
    usedBy: 'dispatcher',
    schema: whole(0, hour, 60 * second),
    description:
      'How long to retry loading a delivery while Postgres is unavailable, in milliseconds. After that the attempt is requeued. Recording an outcome is retried without a limit.',
  },
} as const satisfies SettingGroup;

export const jobs = {
  attemptsPerJob: {
    env: 'POSTRIDER_JOB_ATTEMPTS',
    usedBy: 'both',
    schema: whole(1, 100, 25),
    description: 'Maximum number of attempts in one job. Attempts that become due together share a job.',
  },
  lockMs: {
    env: 'POSTRIDER_JOB_LOCK_MS',
    usedBy: 'dispatcher',
    schema: whole(second, hour, 3_500),
    description:
      'Lease of a job, in milliseconds. A dispatcher renews it four times within this time. When the dispatcher dies, others take over its jobs after 1.25 times the lease.',
  },
} as const satisfies SettingGroup;

/** Per-endpoint isolation: slow endpoints share a limited number of attempts in flight. */
export const throttle = {
  slowMs: {
    env: 'POSTRIDER_SLOW_MS',
    usedBy: 'dispatcher',
    schema: whole(10, 300 * second, 500),
    description: 'Duration after which an attempt in flight counts as slow and frees its slot, in milliseconds.',
  },
  slowAttempts: {
    env: 'POSTRIDER_SLOW_ATTEMPTS',
    usedBy: 'dispatcher',
    schema: whole(1, 100_000, 400),
    description: 'Maximum number of attempts in flight for all new and slow endpoints together, per dispatcher.',
  },
  slowAttemptsPerEndpoint: {
    env: 'POSTRIDER_SLOW_ATTEMPTS_PER_ENDPOINT',
    usedBy: 'dispatcher',
    schema: whole(1, 100_000, 50),
    description: 'Maximum number of attempts in flight for one new or slow endpoint, per dispatcher.',
  },
} as const satisfies SettingGroup;

/** The fields of the domain's `RetryPolicy`. */
export const retries = {
  baseMs: {
    env: 'POSTRIDER_RETRY_BASE_MS',
    usedBy: 'dispatcher',
    schema: whole(1, day, 5 * second),
    description: 'Delay before the second attempt, in milliseconds.',
  },
  factor: {
    env: 'POSTRIDER_RETRY_FACTOR',
    usedBy: 'dispatcher',
    schema: whole(1, 100, 3),
    description: 'Factor by which each further delay grows.',
  },
  maxMs: {
    env: 'POSTRIDER_RETRY_MAX_MS',
    usedBy: 'dispatcher',
    schema: whole(1, 30 * day, 4 * hour),
    description: 'Maximum delay between attempts, in milliseconds.',
  },
  jitter: {
    env: 'POSTRIDER_RETRY_JITTER',
    usedBy: 'dispatcher',
    schema: share(0.2),
    description: 'Maximum share by which a delay is randomly lengthened or shortened.',
  },
  horizonMs: {
    env: 'POSTRIDER_RETRY_HORIZON_MS',
    usedBy: 'dispatcher',
    schema: whole(1, 60 * day, day),
    description: 'Period after scheduling or a replay in which attempts are made, in milliseconds.',
  },
} as const satisfies SettingGroup;
