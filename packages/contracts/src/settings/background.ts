import { hour, second, whole, type SettingGroup } from './setting.js';

/** The recovery of due deliveries without a job. */
export const sweep = {
  intervalMs: {
    env: 'POSTRIDER_SWEEP_INTERVAL_MS',
    usedBy: 'dispatcher',
    schema: whole(50, hour, second),
    description: 'Interval between sweeps for due deliveries without a job, in milliseconds.',
  },
  graceMs: {
    env: 'POSTRIDER_SWEEP_GRACE_MS',
    usedBy: 'dispatcher',
    schema: whole(0, hour, 5 * second),
    description: 'How long a delivery must be due before the sweep requeues it, in milliseconds.',
  },
  pageSize: {
    env: 'POSTRIDER_SWEEP_PAGE',
    usedBy: 'dispatcher',
    schema: whole(1, 50_000, 2_000),
    description: 'Number of deliveries per page of the sweep.',
  },
} as const satisfies SettingGroup;

/** The check that every delivery that is pending in the log is pending in the read model. */
export const consistency = {
  intervalMs: {
    env: 'POSTRIDER_CONSISTENCY_INTERVAL_MS',
    usedBy: 'dispatcher',
    schema: whole(50, hour, second),
    description: 'Minimum interval between pages of the consistency check of pending deliveries, in milliseconds.',
  },
  pageSize: {
    env: 'POSTRIDER_CONSISTENCY_PAGE',
    usedBy: 'dispatcher',
    schema: whole(1, 50_000, 2_000),
    description: 'Number of deliveries per page of the consistency check.',
  },
} as const satisfies SettingGroup;

export const background = {
  rollupIntervalMs: {
    env: 'POSTRIDER_ROLLUP_INTERVAL_MS',
    usedBy: 'dispatcher',
    schema: whole(100, hour, 2 * second),
    description:
      'How often attempt counters are rolled up, in milliseconds. Reads include counters that are not rolled up yet.',
  },
  bulkPageSize: {
    env: 'POSTRIDER_BULK_PAGE',
    usedBy: 'dispatcher',
    schema: whole(1, 10_000, 200),
    description:
      'Number of deliveries per page of a bulk operation. The operation pauses while twice as many replays are waiting.',
  },
} as const satisfies SettingGroup;
