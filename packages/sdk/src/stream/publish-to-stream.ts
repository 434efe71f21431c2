import type { EventInput } from '../client/types.js';

/** An event as a service that shares Redis publishes it (docs/streams.md). */
export interface StreamEvent extends EventInput {
  /** Whose event it is: `org_…`. There is no key that would say so. */
  organization_id: string;
}

/** What is needed of a client of `ioredis`. */
export interface IoRedisLike {
  xadd(...parts: string[]): Promise<string | null>;
  readonly options?: { readonly keyPrefix?: string | undefined };
}

/** What is needed of a client of `redis` (node-redis). */
export interface NodeRedisLike {
  xAdd(key: string, id: string, fields: Record<string, string>): Promise<string>;
}

export interface PublishToStreamOptions {
  /** The gateways' `POSTRIDER_REDIS_PREFIX`: `postrider` unless given. */
  prefix?: string | undefined;
}

/**
 * Adds the event to the stream that gateways publish from, with a client that is yours. Resolves to the entry's id: the event
 * is now as durable as that Redis is, and not yet accepted. What gateways refuse becomes a dead letter.
 *
 * Rejects with the client's error; then the entry may have been added or not. Give events an `id`: with it they can be
 * added again. Throws a TypeError for what can be seen here to be no event.
 */
export async function publishToStream(
  redis: IoRedisLike | NodeRedisLike,
  event: StreamEvent,
  { prefix = 'postrider' }: PublishToStreamOptions = {},
): Promise<string> {
  if (prefix === '') throw new TypeError('prefix: expected the POSTRIDER_REDIS_PREFIX of the gateways');
  const key = `${prefix}:events`;
  const fields = fieldsOf(event);
  if ('xAdd' in redis) return redis.xAdd(key, '*', fields);
  if (redis.options?.keyPrefix) {
    throw new TypeError('redis: expected a client without keyPrefix, which would lead to another stream');
  }
  const id = await redis.xadd(key, '*', ...Object.entries(fields).flat());
  if (id === null) throw new TypeError('redis: expected XADD to answer the id of the entry');
  return id;
}

function fieldsOf({ organization_id, type, data, id }: StreamEvent): Record<string, string> {
  check('organization_id', organization_id, /^org_[0-9a-z]{26}$/, 'the id of an organization, org_…');
  check('type', type, /^(?=.{1,128}$)[\w-]+(\.[\w-]+)+$/, 'the name of an event type, such as invoice.paid');
  if (id !== undefined) check('id', id, /^[\w:-]{1,128}$/, '1 to 128 letters, digits, _, - or :');
  const text: unknown = JSON.stringify(data);
  if (typeof text !== 'string' || !text.startsWith('{')) throw new TypeError('data: expected an object');
  return { organization_id, type, data: text, ...(id === undefined ? {} : { id }) };
}

function check(name: string, value: unknown, pattern: RegExp, expected: string): void {
  if (typeof value !== 'string' || !pattern.test(value)) throw new TypeError(`${name}: expected ${expected}`);
}
