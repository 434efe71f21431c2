import { redisIngestKey, newId, RedisIngestEntry } from '@postrider/contracts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Redis } from 'ioredis';
import { createClient } from 'redis';
import { publishThroughRedis, type RedisIngestEvent } from './publish-through-redis.js';

const url = process.env.POSTRIDER_TEST_REDIS_URL ?? '';
const ioRedis = new Redis(url, { lazyConnect: true });
const nodeRedis = createClient({ url });

const event: RedisIngestEvent = {
  organization_id: newId('organization', new Date()),
  type: 'budget.exceeded',
  data: { name: 'Zoë 🚚', nested: { usd: 1003.17 }, none: null },
  id: 'invoice:42',
};
let prefix: string;

beforeAll(async () => {
  await ioRedis.connect();
  await nodeRedis.connect();
});
afterAll(async () => {
  ioRedis.disconnect();
  await nodeRedis.close();
});
beforeEach(() => {
  prefix = `test-${newId('event', new Date())}`;
});

/** The entries that a gateway reads. */
async function entries(): Promise<{ entryId: string; fields: RedisIngestEntry }[]> {
  const found = await ioRedis.xrange(redisIngestKey(prefix), '-', '+');
  return found.map(([entryId, parts]) => {
    const pairs = parts.flatMap((part, index) => (index % 2 === 0 ? [[part, parts[index + 1]]] : []));
    return { entryId, fields: RedisIngestEntry.parse(Object.fromEntries(pairs)) };
  });
}

describe.each([
  ['ioredis', ioRedis],
  ['redis', nodeRedis],
])('publishing through Redis with %s', (_name, redis) => {
  it('adds an entry that the contract accepts, and returns its id', async () => {
    const entryId = await publishThroughRedis(redis, event, { prefix });
    const { data, ...rest } = event;
    expect(await entries()).toEqual([{ entryId, fields: { ...rest, data: JSON.stringify(data) } }]);
  });

  it('adds no id if the event has none', async () => {
    const { id: _, ...withoutId } = event;
    await publishThroughRedis(redis, withoutId, { prefix });
    expect((await entries()).map(({ fields }) => 'id' in fields)).toEqual([false]);
  });

  it('adds the customer, and whether it is created', async () => {
    await publishThroughRedis(redis, { ...event, customer: 'acme', create_customer: true }, { prefix });
    expect((await entries())[0]?.fields).toMatchObject({ customer: 'acme', create_customer: 'true' });
  });

  it('throws a TypeError that names the invalid field, and adds nothing', async () => {
    const wrong: [string, object][] = [
      ['organization_id', { organization_id: newId('endpoint', new Date()) }],
      ['organization_id', { organization_id: undefined }],
      ['type', { type: '' }],
      ['type', { type: 'budget.*' }],
      ['data', { data: [] }],
      ['data', { data: '{}' }],
      ['data', { data: undefined }],
      ['id', { id: 'with space' }],
      ['id', { id: 'x'.repeat(129) }],
      ['customer', { customer: 'Acme Inc.' }],
    ];
    for (const [field, change] of wrong) {
      const publishing = publishThroughRedis(redis, { ...event, ...change }, { prefix });
      await expect(publishing).rejects.toThrow(new RegExp(`^${field}: expected`));
      await expect(publishing).rejects.toBeInstanceOf(TypeError);
    }
    await expect(publishThroughRedis(redis, event, { prefix: '' })).rejects.toThrow('prefix: expected');
    expect(await entries()).toEqual([]);
  });

  it("rejects with the client's error when Redis refuses the entry", async () => {
    await ioRedis.set(redisIngestKey(prefix), 'no stream');
    await expect(publishThroughRedis(redis, event, { prefix })).rejects.toThrow('WRONGTYPE');
    await ioRedis.del(redisIngestKey(prefix));
  });
});

it('refuses a client of ioredis with a keyPrefix', async () => {
  const prefixed = new Redis(url, { keyPrefix: 'app:', lazyConnect: true });
  await expect(publishThroughRedis(prefixed, event, { prefix })).rejects.toThrow(
    'redis: expected a client without keyPrefix',
  );
});

it('uses the default prefix of the gateways', async () => {
  const keys: string[] = [];
  await publishThroughRedis({ xadd: (key = '') => Promise.resolve(keys.push(key).toString()) }, event);
  expect(keys).toEqual([redisIngestKey('postrider')]);
});
