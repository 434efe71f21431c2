import { eventStreamKey, newId, StreamEntry } from '@postrider/contracts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Redis } from 'ioredis';
import { createClient } from 'redis';
import { publishToStream, type StreamEvent } from './publish-to-stream.js';

const url = process.env.POSTRIDER_TEST_REDIS_URL ?? '';
const ioRedis = new Redis(url, { lazyConnect: true });
const nodeRedis = createClient({ url });

const event: StreamEvent = {
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

/** The entries of the stream, as a gateway reads them. */
async function entries(): Promise<{ entryId: string; fields: StreamEntry }[]> {
  const found = await ioRedis.xrange(eventStreamKey(prefix), '-', '+');
  return found.map(([entryId, parts]) => {
    const pairs = parts.flatMap((part, index) => (index % 2 === 0 ? [[part, parts[index + 1]]] : []));
    return { entryId, fields: StreamEntry.parse(Object.fromEntries(pairs)) };
  });
}

describe.each([
  ['ioredis', ioRedis],
  ['redis', nodeRedis],
])('publishing to the stream with %s', (_name, redis) => {
  it('adds an entry that the contract accepts, and answers its id', async () => {
    const entryId = await publishToStream(redis, event, { prefix });
    const { data, ...rest } = event;
    expect(await entries()).toEqual([{ entryId, fields: { ...rest, data: JSON.stringify(data) } }]);
  });

  it('leaves the id of the event to Postrider where none is given', async () => {
    const { id: _, ...withoutId } = event;
    await publishToStream(redis, withoutId, { prefix });
    expect((await entries()).map(({ fields }) => 'id' in fields)).toEqual([false]);
  });

  it('throws a TypeError that names the field, and adds nothing', async () => {
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
    ];
    for (const [field, change] of wrong) {
      const publishing = publishToStream(redis, { ...event, ...change }, { prefix });
      await expect(publishing).rejects.toThrow(new RegExp(`^${field}: expected`));
      await expect(publishing).rejects.toBeInstanceOf(TypeError);
    }
    await expect(publishToStream(redis, event, { prefix: '' })).rejects.toThrow('prefix: expected');
    expect(await entries()).toEqual([]);
  });

  it("rejects with the client's error where Redis refuses the entry", async () => {
    await ioRedis.set(eventStreamKey(prefix), 'no stream');
    await expect(publishToStream(redis, event, { prefix })).rejects.toThrow('WRONGTYPE');
    await ioRedis.del(eventStreamKey(prefix));
  });
});

it('refuses a client of ioredis that puts something before every key', async () => {
  const prefixed = new Redis(url, { keyPrefix: 'app:', lazyConnect: true });
  await expect(publishToStream(prefixed, event, { prefix })).rejects.toThrow(
    'redis: expected a client without keyPrefix',
  );
});

it('publishes where gateways read as they come', async () => {
  const keys: string[] = [];
  await publishToStream({ xadd: (key = '') => Promise.resolve(keys.push(key).toString()) }, event);
  expect(keys).toEqual([eventStreamKey('postrider')]);
});
