import { day, dispatcher, hour, KiB, MiB, second, whole } from './setting.js';

/** The recovery of due deliveries without a job. */
export const sweep = {
  intervalMs: dispatcher('POSTRIDER_SWEEP_INTERVAL_MS', whole(50, hour, second)).describe(
    'Interval between sweeps for due deliveries without a job, in milliseconds.',
  ),
  graceMs: dispatcher('POSTRIDER_SWEEP_GRACE_MS', whole(0, hour, 5 * second)).describe(
    'How long a delivery must be due before the sweep requeues it, in milliseconds.',
  ),
  pageSize: dispatcher('POSTRIDER_SWEEP_PAGE', whole(1, 50_000, 2_000)).describe(
    'Number of deliveries per page of the sweep.',
  ),
};

/** The check that every delivery that is pending in the log is pending in the read model. */
export const consistency = {
  intervalMs: dispatcher('POSTRIDER_CONSISTENCY_INTERVAL_MS', whole(50, hour, second)).describe(
    'Minimum interval between pages of the consistency check of pending deliveries, in milliseconds.',
  ),
  pageSize: dispatcher('POSTRIDER_CONSISTENCY_PAGE', whole(1, 50_000, 2_000)).describe(
    'Number of deliveries per page of the consistency check.',
  ),
};

export const background = {
  rollupIntervalMs: dispatcher('POSTRIDER_ROLLUP_INTERVAL_MS', whole(100, hour, 2 * second)).describe(
    'How often attempt counters are rolled up, in milliseconds. Reads include counters that are not rolled up yet.',
  ),
  bulkPageSize: dispatcher('POSTRIDER_BULK_PAGE', whole(1, 10_000, 200)).describe(
    'Number of deliveries per page of a bulk operation. The operation pauses while twice as many replays are waiting.',
  ),
};

/** Exports of deliveries in the background. */
export const exportFiles = {
  pageSize: dispatcher('POSTRIDER_EXPORT_FILE_PAGE', whole(1, 10_000, 5_000)).describe(
    'Maximum number of deliveries that an export operation reads and stores at once.',
  ),
  rowsMax: dispatcher('POSTRIDER_EXPORT_FILE_ROWS_MAX', whole(1, 100_000_000, 1_000_000)).describe(
    'Maximum number of deliveries in the file of an export operation.',
  ),
  storedBytesMax: dispatcher('POSTRIDER_EXPORT_FILE_BYTES_MAX', whole(KiB, 16 * KiB * MiB, 256 * MiB)).describe(
    'Maximum size of the file of an export operation in Postgres, compressed, in bytes.',
  ),
  lifetimeMs: dispatcher('POSTRIDER_EXPORT_FILE_LIFETIME_MS', whole(second, 90 * day, day)).describe(
    'How long the file of a completed export operation can be downloaded, in milliseconds.',
  ),
};
