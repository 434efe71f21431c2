import { z } from 'zod';
import { flag, hour, KiB, MiB, second, share, whole, type SettingGroup } from './setting.js';

export const publish = {
  eventMaxBytes: {
    env: 'POSTRIDER_EVENT_MAX_BYTES',
    usedBy: 'gateway',
    schema: whole(KiB, 16 * MiB, 256 * KiB),
    description: "Maximum size of an event's `data` as compact JSON, in bytes.",
  },
  deliveriesMax: {
    env: 'POSTRIDER_PUBLISH_DELIVERIES_MAX',
    usedBy: 'gateway',
    schema: whole(1, 10_000_000, 100_000),
    description: 'Maximum number of deliveries that one publish call may create. A larger call gets status 422.',
  },
  batchSize: {
    env: 'POSTRIDER_PUBLISH_BATCH',
    usedBy: 'gateway',
    schema: whole(1, 10_000, 500),
    description: 'Maximum number of events in a batch, which is committed together.',
  },
  batchRows: {
    env: 'POSTRIDER_PUBLISH_ROWS',
    usedBy: 'gateway',
    schema: whole(100, 100_000, 2_500),
    description:
      'Maximum number of events and deliveries that one statement inserts. Each 8 KiB of data count as one more.',
  },
  concurrency: {
    env: 'POSTRIDER_PUBLISH_CONCURRENCY',
    usedBy: 'gateway',
    schema: whole(1, 100, 2),
    description: 'Maximum number of batches in flight, per gateway.',
  },
  waitingMax: {
    env: 'POSTRIDER_PUBLISH_WAITING',
    usedBy: 'gateway',
    schema: whole(1, 1_000_000, 5_000),
    description: 'Maximum number of publish calls that wait for a batch, per gateway. Further calls get status 503.',
  },
  waitingMaxBytes: {
    env: 'POSTRIDER_PUBLISH_WAITING_BYTES',
    usedBy: 'gateway',
    schema: whole(1, 64 * 1_024 * MiB, 256 * MiB),
    description:
      'Maximum total size of the bodies and responses of publish calls in progress, in bytes, per gateway. Further calls get status 503.',
  },
  organizationShare: {
    env: 'POSTRIDER_PUBLISH_ORGANIZATION_SHARE',
    usedBy: 'gateway',
    schema: share(0.5),
    description:
      'Maximum share of the waiting publish calls, and of their bytes, for one organization. Further calls get status 503.',
  },
  fanOutChunk: {
    env: 'POSTRIDER_FAN_OUT_CHUNK',
    usedBy: 'both',
    schema: whole(1, 10_000, 1_000),
    description:
      'Maximum number of deliveries that a publish call creates itself. For a larger call the gateway commits the events, and dispatchers create the deliveries in chunks of this size.',
  },
} as const satisfies SettingGroup;

export const redisIngest = {
  enabled: {
    env: 'POSTRIDER_REDIS_INGEST',
    usedBy: 'gateway',
    schema: flag(true),
    description: 'Whether the gateway also publishes events from the Redis Stream `<prefix>:events`.',
  },
  batchSize: {
    env: 'POSTRIDER_REDIS_INGEST_BATCH',
    usedBy: 'gateway',
    schema: whole(1, 1_000, 100),
    description: 'Maximum number of entries of the Redis Stream that a gateway publishes at once.',
  },
  claimMs: {
    env: 'POSTRIDER_REDIS_INGEST_CLAIM_MS',
    usedBy: 'gateway',
    schema: whole(second, hour, 30 * second),
    description:
      'How long an entry stays with the gateway that read it, in milliseconds. After that another gateway claims the entry.',
  },
  deadLettersMax: {
    env: 'POSTRIDER_REDIS_INGEST_DEAD_LETTERS',
    usedBy: 'gateway',
    schema: whole(0, 1_000_000, 10_000),
    description: 'Maximum number of rejected entries that are kept. The oldest are dropped first.',
  },
} as const satisfies SettingGroup;

export const eventTypes = {
  file: {
    env: 'POSTRIDER_EVENT_TYPES_FILE',
    usedBy: 'gateway',
    schema: z.string().optional(),
    description: 'Path of a JSON file with event types for all organizations. Gateways read it at startup.',
  },
  builtIn: {
    env: 'POSTRIDER_BUILT_IN_EVENT_TYPES',
    usedBy: 'gateway',
    schema: flag(true),
    description: 'Whether the ten built-in event types are available.',
  },
  max: {
    env: 'POSTRIDER_EVENT_TYPES_MAX',
    usedBy: 'gateway',
    schema: whole(0, 10_000, 200),
    description:
      'Maximum number of event types that an organization creates. 0 allows only built-in types and the file.',
  },
  schemaMaxSteps: {
    env: 'POSTRIDER_SCHEMA_MAX_STEPS',
    usedBy: 'gateway',
    schema: whole(1_000, 1_000_000_000, 4_000_000),
    description:
      'Maximum number of steps (comparisons) to compile the schemas and validate the data of one publish call.',
  },
  schemaCacheBytes: {
    env: 'POSTRIDER_SCHEMA_CACHE_BYTES',
    usedBy: 'gateway',
    schema: whole(0, 16 * 1_024 * MiB, 64 * MiB),
    description: 'Maximum memory for compiled schemas, in bytes. The least recently used schema is evicted first.',
  },
} as const satisfies SettingGroup;
