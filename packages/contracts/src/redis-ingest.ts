import * as z from 'zod';
import { isId } from './ids.js';

/** The key of the Redis Stream through which services that share Redis publish: one event per entry (docs/redis-ingest.md). */
export const redisIngestKey = (redisPrefix: string): string => `${redisPrefix}:events`;

/**
 * The key of the Redis Stream of refused entries, each with the reason. The hash tag puts it into the slot of the stream
 * above, so that one script can move an entry on a Redis Cluster.
 */
export const deadLetterKey = (redisPrefix: string): string => `{${redisIngestKey(redisPrefix)}}:dead`;

/** The consumer group of all gateways. Each gateway process is one consumer. */
export const redisIngestGroup = 'gateways';

/**
 * The fields of an entry, each at most once and no others. `type`, `data` and `id` follow the rules of `publishEvent`. The
 * producer is trusted: the entry names the organization, and there is no API key.
 */
export const RedisIngestEntry = z.strictObject({
  organization_id: z.string().refine((value) => isId('organization', value), 'expected the id of an organization'),
  type: z.string(),
  /** JSON text of an object. Receivers get the same text without white space between tokens. */
  data: z.string(),
  /** The producer's own id. Entries with the same id and content publish one event. */
  id: z.string().optional(),
  /** The customer whose endpoints get the event, as in `publishEvent`. */
  customer: z.string().optional(),
  create_customer: z.enum(['true', 'false']).optional(),
  /** The trace context of the producer, as the header of an HTTP call. An invalid one is ignored. */
  traceparent: z.string().optional(),
});
export type RedisIngestEntry = z.infer<typeof RedisIngestEntry>;

/**
 * The first fields of a dead letter, in this order. Up to a hundred fields of the entry follow, unchanged.
 * `dead_at` is in ISO 8601. `dead_code`, `dead_message` and `dead_field` are those of an API error; `dead_field` is empty
 * if no single field is invalid.
 */
export const deadLetterFields = ['dead_entry_id', 'dead_at', 'dead_code', 'dead_message', 'dead_field'] as const;
