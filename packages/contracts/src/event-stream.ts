import { z } from 'zod';
import { isId } from './ids.js';

/** The Redis Stream in which services that share Redis publish: an event for each entry (docs/streams.md). */
export const eventStreamKey = (redisPrefix: string): string => `${redisPrefix}:events`;

/** Where entries go that no event can be made of, with the reason. */
export const deadLetterKey = (redisPrefix: string): string => `${redisPrefix}:events:dead`;

/** The consumer group that all gateways share; each of their processes is a consumer of its own. */
export const eventStreamGroup = 'gateways';

/**
 * The fields of an entry, each at most once and no others. Whoever can add to the stream is trusted: the entry names the
 * organization, and there is no key. `type`, `data` and `id` obey the rules of `publishEvent`.
 */
export const StreamEntry = z.strictObject({
  organization_id: z.string().refine((value) => isId('organization', value), 'expected the id of an organization'),
  type: z.string(),
  /** JSON text of an object; receivers get it as it stands, without the white space between its tokens. */
  data: z.string(),
  /** The producer's own id: it makes a repeated XADD harmless. */
  id: z.string().optional(),
});
export type StreamEntry = z.infer<typeof StreamEntry>;

/**
 * The first fields of a dead letter, in this order; those of the entry follow as they stood, up to a hundred of them. They say which entry it was,
 * when it was refused (ISO 8601), and why, in the words of an API error: `code`, `message`, and `field` (empty where no single field is wrong).
 */
export const deadLetterFields = ['dead_entry_id', 'dead_at', 'dead_code', 'dead_message', 'dead_field'] as const;
