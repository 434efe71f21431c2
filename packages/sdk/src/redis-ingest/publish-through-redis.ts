import type { EventInput } from '../client/types.js';

/** An event that a service publishes through Redis (docs/redis-ingest.md). */
export interface RedisIngestEvent extends EventInput {
  /** The event's organization: `org_…`. Publishing through Redis needs no API key. */
  organization_id: string;
  /** The W3C trace context of the caller, as an HTTP call has it in a header. */
  traceparent?: string | undefined;
}

/** A client of `ioredis`. */
export interface IoRedisLike {
  xadd(...parts: string[]): Promise<string | null>;
  readonly options?: { readonly keyPrefix?: string | undefined };
}

/** A client of `redis` (node-redis). */
export interface NodeRedisLike {
  xAdd(key: string, id: string, fields: Record<string, string>): Promise<string>;
}

export interface PublishThroughRedisOptions {
  /** The gateways' `POSTRIDER_REDIS_PREFIX`. Default: `postrider`. */
  prefix?: string | undefined;
}

/**
 * Adds the event to the Redis Stream that gateways publish from. Resolves to the id of the entry. The event is then as
 * durable as Redis, and not yet accepted: if a gateway refuses it, it becomes a dead letter.
 *
 * Throws a TypeError if the event is invalid. Rejects with the client's error if the entry may not have been added; an
 * event with an `id` can then be added again.
 */
export async function publishThroughRedis(
  redis: IoRedisLike | NodeRedisLike,
  event: RedisIngestEvent,
  { prefix = 'postrider' }: PublishThroughRedisOptions = {},
): Promise<string> {
  if (prefix === '') throw new TypeError('prefix: expected the POSTRIDER_REDIS_PREFIX of the gateways');
  const key = `${prefix}:events`;
  const fields = fieldsOf(event);
  if ('xAdd' in redis) return redis.xAdd(key, '*', fields);
  if (redis.options?.keyPrefix) {
    throw new TypeError('redis: expected a client without keyPrefix, which changes the key');
  }
  const id = await redis.xadd(key, '*', ...Object.entries(fields).flat());
  if (id === null) throw new TypeError('redis: expected XADD to return the id of the entry');
  return id;
}

function fieldsOf(event: RedisIngestEvent): Record<string, string> {
  const { organization_id, type, data, id, customer, create_customer, traceparent } = event;
  check('organization_id', organization_id, /^org_[0-9a-z]{26}$/, 'the id of an organization, org_…');
  check('type', type, /^(?=.{1,128}$)[\w-]+(\.[\w-]+)+$/, 'the name of an event type, such as invoice.paid');
  if (id !== undefined) check('id', id, /^[\w:-]{1,128}$/, '1 to 128 letters, digits, _, - or :');
  if (customer !== undefined)
    check('customer', customer, /^[!-$&-~]{1,256}$/, 'cus_…, or your own uid of the customer');
  const text: unknown = JSON.stringify(data);
  if (typeof text !== 'string' || !text.startsWith('{')) throw new TypeError('data: expected an object');
  return {
    organization_id,
    type,
    data: text,
    ...(id === undefined ? {} : { id }),
    ...(customer === undefined ? {} : { customer }),
    ...(create_customer === undefined ? {} : { create_customer: String(create_customer) }),
    ...(traceparent === undefined ? {} : { traceparent }),
  };
}

function check(name: string, value: unknown, pattern: RegExp, expected: string): void {
  if (typeof value !== 'string' || !pattern.test(value)) throw new TypeError(`${name}: expected ${expected}`);
}
