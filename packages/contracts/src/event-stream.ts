import { z } from 'zod';
import { isId } from './ids.js';

/** The Redis Stream for publishing: one event per entry (docs/streams.md). */
export const eventStreamKey = (redisPrefix: string): string => `${redisPrefix}:events`;

/** The Redis Stream of rejected entries, each with the reason. */
export const deadLetterKey = (redisPrefix: string): string => `${redisPrefix}:events:dead`;

/** The consumer group of all gateways. Each process is a consumer. */
export const eventStreamGroup = 'gateways';

/**
 * The fields of an entry, each at most once. There is no API key: clients of Redis are trusted, and the entry names the
 * organization. `type`, `data` and `id` follow the rules of `publishEvent`.
 */
export const StreamEntry = z.strictObject({
  organization_id: z.string().refine((value) => isId('organization', value), 'expected the id of an organization'),
  type: z.string(),
  /** JSON text of an object. Receivers get it without insignificant white space. */
  data: z.string(),
  /** The producer's own id. It deduplicates a repeated XADD. */
  id: z.string().optional(),
});
export type StreamEntry = z.infer<typeof StreamEntry>;

/**
 * The first fields of a dead letter, in this order: the id of the entry, the time of its rejection (ISO 8601), and the
 * `code`, `message` and `field` of an API error (`field` is empty unless a single field is invalid). Up to a hundred
 * fields of the entry follow, unchanged.
 */
export const deadLetterFields = ['dead_entry_id', 'dead_at', 'dead_code', 'dead_message', 'dead_field'] as const;
