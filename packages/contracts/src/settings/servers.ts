import { z } from 'zod';
import { day, hour, second, url, whole, type SettingGroup } from './setting.js';

export const database = {
  url: {
    env: 'DATABASE_URL',
    usedBy: 'both',
    schema: url('postgres:', 'postgresql:'),
    description: 'URL of the Postgres database with the event log and the read models.',
  },
  poolSize: {
    env: 'POSTRIDER_DATABASE_POOL',
    usedBy: 'both',
    schema: whole(1, 500, 10),
    description:
      'Maximum number of Postgres connections per process for commands and deliveries. The gateway opens a second pool of this size for queries.',
  },
  timeoutMs: {
    env: 'POSTRIDER_DATABASE_TIMEOUT_MS',
    usedBy: 'both',
    schema: whole(100, 600 * second, 5 * second),
    description: 'Timeout for opening a connection and for each statement, in milliseconds.',
  },
  startWaitMs: {
    env: 'POSTRIDER_START_WAIT_MS',
    usedBy: 'both',
    schema: whole(0, hour, 60 * second),
    description:
      'How long a process waits at startup for Postgres and for the migration of the schema, in milliseconds.',
  },
  clockToleranceMs: {
    env: 'POSTRIDER_CLOCK_TOLERANCE_MS',
    usedBy: 'both',
    schema: whole(second, day, 300 * second),
    description:
      "Maximum difference between a process's clock and the clock of Postgres, in milliseconds. A process beyond it is not ready and deletes nothing.",
  },
} as const satisfies SettingGroup;

export const redis = {
  url: {
    env: 'REDIS_URL',
    usedBy: 'both',
    schema: url('redis:', 'rediss:'),
    description:
      'URL of the Redis server with the queues and messages. Configure Redis with `maxmemory-policy noeviction` and AOF.',
  },
  prefix: {
    env: 'POSTRIDER_REDIS_PREFIX',
    usedBy: 'both',
    schema: z
      .string()
      .regex(/^[a-z0-9-]{1,40}$/, 'expected 1 to 40 of a-z, 0-9 and "-"')
      .default('postrider'),
    description: 'Prefix of every key in Redis.',
  },
} as const satisfies SettingGroup;
