import * as z from 'zod';
import { searchablePathLimits } from '../searchable-paths.js';
import { both, flag, gateway, hour, KiB, MiB, second, share, whole } from './setting.js';

export const publish = {
  eventMaxBytes: gateway('POSTRIDER_EVENT_MAX_BYTES', whole(KiB, 16 * MiB, 256 * KiB)).describe(
    "Maximum size of an event's `data` as compact JSON, in bytes.",
  ),
  deliveriesMax: gateway('POSTRIDER_PUBLISH_DELIVERIES_MAX', whole(1, 10_000_000, 100_000)).describe(
    'Maximum number of deliveries that one publish call may create. A larger call gets status 422.',
  ),
  batchSize: gateway('POSTRIDER_PUBLISH_BATCH', whole(1, 10_000, 500)).describe(
    'Maximum number of events in a batch, which is committed together.',
  ),
  batchRows: gateway('POSTRIDER_PUBLISH_ROWS', whole(100, 100_000, 2_500)).describe(
    'Maximum number of events and deliveries that one statement inserts. Each 8 KiB of data count as one more.',
  ),
  concurrency: gateway('POSTRIDER_PUBLISH_CONCURRENCY', whole(1, 100, 2)).describe(
    'Maximum number of batches in flight, per gateway.',
  ),
  waitingMax: gateway('POSTRIDER_PUBLISH_WAITING', whole(1, 1_000_000, 5_000)).describe(
    'Maximum number of publish calls that wait for a batch, per gateway. Further calls get status 503.',
  ),
  waitingMaxBytes: gateway('POSTRIDER_PUBLISH_WAITING_BYTES', whole(1, 64 * 1_024 * MiB, 256 * MiB)).describe(
    'Maximum total size of the bodies and responses of publish calls in progress, in bytes, per gateway. Further calls get status 503.',
  ),
  refusalDelayMs: gateway('POSTRIDER_PUBLISH_REFUSAL_DELAY_MS', whole(0, 10_000, 500)).describe(
    'How long a publish call above a limit of its organization or customer waits at least for its refusal (429), in milliseconds, so that callers that try again at once take no CPU from others.',
  ),
  refusalDelayMaxMs: gateway('POSTRIDER_PUBLISH_REFUSAL_DELAY_MAX_MS', whole(0, 60_000, 5_000)).describe(
    'How long such a call waits at most, in milliseconds. Of one customer, or of the organization itself, 20 calls per second are refused; the more of them wait, the longer the next one does.',
  ),
  organizationShare: gateway('POSTRIDER_PUBLISH_ORGANIZATION_SHARE', share(0.5)).describe(
    'Maximum share of the waiting publish calls, and of their bytes, for one organization, and of that share of the calls for one of its customers. Further calls get status 429.',
  ),
  fanOutChunk: both('POSTRIDER_FAN_OUT_CHUNK', whole(1, 10_000, 1_000)).describe(
    'Maximum number of deliveries that a publish call creates itself. For a larger call the gateway commits the events, and dispatchers create the deliveries in chunks of this size.',
  ),
};

export const search = {
  pathsMax: gateway('POSTRIDER_SEARCHABLE_PATHS_MAX', whole(0, searchablePathLimits.paths, 5)).describe(
    'Maximum number of paths by whose values an organization can find its events. Each path adds up to one row per event.',
  ),
};

export const redisIngest = {
  enabled: gateway('POSTRIDER_REDIS_INGEST', flag(true)).describe(
    'Whether the gateway also publishes events from the Redis Stream `<prefix>:events`.',
  ),
  batchSize: gateway('POSTRIDER_REDIS_INGEST_BATCH', whole(1, 1_000, 100)).describe(
    'Maximum number of entries of the Redis Stream that a gateway publishes at once.',
  ),
  claimMs: gateway('POSTRIDER_REDIS_INGEST_CLAIM_MS', whole(second, hour, 30 * second)).describe(
    'How long an entry stays with the gateway that read it, in milliseconds. After that another gateway claims the entry.',
  ),
  deadLettersMax: gateway('POSTRIDER_REDIS_INGEST_DEAD_LETTERS', whole(0, 1_000_000, 10_000)).describe(
    'Maximum number of rejected entries that are kept. The oldest are dropped first.',
  ),
};

export const eventTypes = {
  file: gateway('POSTRIDER_EVENT_TYPES_FILE', z.string().optional()).describe(
    'Path of a JSON file with event types for all organizations. Gateways read it at startup.',
  ),
  builtIn: gateway('POSTRIDER_BUILT_IN_EVENT_TYPES', flag(true)).describe(
    'Whether the ten built-in event types are available.',
  ),
  max: gateway('POSTRIDER_EVENT_TYPES_MAX', whole(0, 10_000, 200)).describe(
    'Maximum number of event types that an organization creates. 0 allows only built-in types and the file.',
  ),
  schemaMaxSteps: gateway('POSTRIDER_SCHEMA_MAX_STEPS', whole(1_000, 1_000_000_000, 4_000_000)).describe(
    'Maximum number of steps (comparisons) to compile the schemas and validate the data of one publish call.',
  ),
  schemaCacheBytes: gateway('POSTRIDER_SCHEMA_CACHE_BYTES', whole(0, 16 * 1_024 * MiB, 64 * MiB)).describe(
    'Maximum memory for compiled schemas, in bytes. The least recently used schema is evicted first.',
  ),
  openApiMaxBytes: gateway('POSTRIDER_OPENAPI_MAX_BYTES', whole(KiB, 256 * MiB, 4 * MiB)).describe(
    "Maximum size of the event types in an organization's OpenAPI document, in bytes. Types beyond it are left out.",
  ),
};
