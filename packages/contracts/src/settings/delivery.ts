import { both, day, dispatcher, hour, KiB, MiB, second, share, whole } from './setting.js';

/** Slots of the queue workers. */
export const concurrency = {
  deliver: dispatcher('POSTRIDER_DELIVER_CONCURRENCY', whole(1, 5_000, 200)).describe(
    'Maximum number of first attempts in flight, per dispatcher.',
  ),
  retry: dispatcher('POSTRIDER_RETRY_CONCURRENCY', whole(1, 5_000, 100)).describe(
    'Maximum number of retries in flight, per dispatcher.',
  ),
  replay: dispatcher('POSTRIDER_REPLAY_CONCURRENCY', whole(1, 5_000, 50)).describe(
    'Maximum number of replays in flight, per dispatcher.',
  ),
};

export const attempts = {
  timeoutMs: dispatcher('POSTRIDER_ATTEMPT_TIMEOUT_MS', whole(100, 300 * second, 15 * second)).describe(
    'Timeout of an attempt, from connecting to the end of the response, in milliseconds.',
  ),
  responseReadBytes: dispatcher('POSTRIDER_RESPONSE_READ_BYTES', whole(0, 16 * MiB, 64 * KiB)).describe(
    'Maximum number of bytes that are read of a response body.',
  ),
  responseKeepBytes: dispatcher('POSTRIDER_RESPONSE_KEEP_BYTES', whole(0, MiB, 16 * KiB)).describe(
    'Maximum number of bytes that are stored of a response body. A longer body is marked as truncated.',
  ),
  responseHeaderKeepBytes: dispatcher('POSTRIDER_RESPONSE_HEADER_KEEP_BYTES', whole(0, 16 * KiB, 2 * KiB)).describe(
    'Maximum number of bytes that are stored of the headers of a response. 0 stores none.',
  ),
  loadRetryMs: dispatcher('POSTRIDER_LOAD_RETRY_MS', whole(0, hour, 60 * second)).describe(
    'How long to retry loading a delivery while Postgres is unavailable, in milliseconds. After that the attempt is requeued. Recording an outcome is retried without a limit.',
  ),
};

export const jobs = {
  attemptsPerJob: both('POSTRIDER_JOB_ATTEMPTS', whole(1, 100, 25)).describe(
    'Maximum number of attempts in one job. Attempts that become due together share a job.',
  ),
  lockMs: dispatcher('POSTRIDER_JOB_LOCK_MS', whole(second, hour, 3_500)).describe(
    'Lease of a job, in milliseconds. A dispatcher renews it four times within this time. When the dispatcher dies, others take over its jobs after 1.25 times the lease.',
  ),
};

/** Per-endpoint isolation: slow endpoints share a limited number of attempts in flight. */
export const throttle = {
  slowMs: dispatcher('POSTRIDER_SLOW_MS', whole(10, 300 * second, 500)).describe(
    'Duration after which an attempt in flight counts as slow and frees its slot, in milliseconds.',
  ),
  slowAttempts: dispatcher('POSTRIDER_SLOW_ATTEMPTS', whole(1, 100_000, 400)).describe(
    'Maximum number of attempts in flight for all new and slow endpoints together, per dispatcher.',
  ),
  slowAttemptsPerEndpoint: dispatcher('POSTRIDER_SLOW_ATTEMPTS_PER_ENDPOINT', whole(1, 100_000, 50)).describe(
    'Maximum number of attempts in flight for one new or slow endpoint, per dispatcher.',
  ),
};

/** The fields of the domain's `RetryPolicy`. The gateway shows the attempts to come. */
export const retries = {
  baseMs: both('POSTRIDER_RETRY_BASE_MS', whole(1, day, 5 * second)).describe(
    'Delay before the second attempt, in milliseconds.',
  ),
  factor: both('POSTRIDER_RETRY_FACTOR', whole(1, 100, 3)).describe('Factor by which each further delay grows.'),
  maxMs: both('POSTRIDER_RETRY_MAX_MS', whole(1, 30 * day, 4 * hour)).describe(
    'Maximum delay between attempts, in milliseconds.',
  ),
  jitter: both('POSTRIDER_RETRY_JITTER', share(0.2)).describe(
    'Maximum share by which a delay is randomly lengthened or shortened.',
  ),
  horizonMs: both('POSTRIDER_RETRY_HORIZON_MS', whole(1, 60 * day, day)).describe(
    'Period after scheduling or a replay in which attempts are made, in milliseconds.',
  ),
};
