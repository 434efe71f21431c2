import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { redisIngestGroup } from '@postrider/contracts';
import { newId, type Receiver, waitUntil } from '@postrider/testing';

import { codeBlocks, section } from '../deploy/documents.js';
import { checkout, readText } from '../deploy/checkout.js';
import type { CreatedEndpoint } from '../support/api.js';
import { RedisIngestProducer } from '../support/redis-ingest.js';
import { forAllTests } from '../support/for-all-tests.js';
import type { Postrider } from '../support/postrider.js';
import { patienceMs } from '../support/patience.js';
import { strangerNames, whoAccepts } from '../support/strangers.js';

const type = 'budget.exceeded';
const deadLettersKept = 30;
const maxDepth = 8;

let postrider: Postrider;
let receiver: Receiver;
let producer: RedisIngestProducer;
let endpoint: CreatedEndpoint;

const settings = {
  POSTRIDER_REDIS_INGEST_BATCH: '5',
  POSTRIDER_REDIS_INGEST_CLAIM_MS: '1000',
  POSTRIDER_REDIS_INGEST_DEAD_LETTERS: String(deadLettersKept),
  POSTRIDER_EVENT_MAX_BYTES: '1024',
  POSTRIDER_JSON_MAX_DEPTH: String(maxDepth),
};
forAllTests({ settings }, (services) => {
  ({ postrider, receiver } = services);
});

beforeAll(() => {
  producer = new RedisIngestProducer(postrider);
});
afterAll(() => {
  producer.end();
});

beforeEach(async () => {
  endpoint = await postrider.manage.createEndpoint({ url: receiver.url('/hook'), event_types: [type] });
});
afterEach(() => postrider.manage.deleteEndpoints());

/** Ids of the events that were scheduled for the endpoint of this test. */
async function scheduled(): Promise<string[]> {
  const { data } = await postrider.manage.deliveries(`?endpoint_id=${endpoint.id}&limit=250`);
  return data.map(({ event_id }) => event_id);
}

describe('an event that is added to Redis', () => {
  it('is delivered and signed with the same text of its data, and its entry is deleted', async () => {
    await producer.publish(type, ' { "b": 1.10, "2": [ 1 ], "1": 12345678901234567890 } ');
    const request = await receiver.waitFor(({ headers }) => headers['x-modelux-event'] === type, {
      timeoutMs: patienceMs,
    });

    expect(whoAccepts(endpoint.signing_secret, request)).toEqual(strangerNames);
    expect(request.rawBody).toContain('"data":{"b":1.10,"2":[1],"1":12345678901234567890}');
    await producer.empty();
    expect(await producer.pendingCount()).toBe(0);
  });

  it('with an id is published once when it is added again, or repeated over HTTP', async () => {
    await Promise.all(Array.from({ length: 20 }, () => producer.publish(type, '{"n":1}', 'again')));
    await producer.empty();
    const response = await postrider.project.send('POST', '/events', { json: { type, data: { n: 1 }, id: 'again' } });

    expect(response.status).toBe(202);
    expect(await scheduled()).toEqual(['again']);
    expect(await producer.deadLetters()).toEqual([]);
  });

  it('without an id is published each time', async () => {
    await Promise.all([producer.publish(type, '{}'), producer.publish(type, '{}')]);
    await producer.empty();
    expect(new Set(await scheduled()).size).toBe(2);
  });

  it('for a customer is delivered to the endpoints of the customer, which is created if the entry says so', async () => {
    const customer = await postrider.manage.putCustomer('acme');
    const theirs = await postrider.manage.createEndpoint({
      ...{ url: receiver.url('/acme'), event_types: [type], customer: 'acme' },
    });
    const entry = { organization_id: producer.organization, type, data: '{}' };
    await producer.add({ ...entry, id: 'by-uid', customer: 'acme', create_customer: 'false' });
    await producer.add({ ...entry, id: 'by-id', customer: customer.id });
    await producer.add({ ...entry, id: 'first', customer: 'new-one', create_customer: 'true' });
    await producer.empty();
    expect(await scheduled()).toEqual([]);
    for (const id of ['by-uid', 'by-id']) {
      const event = await postrider.manage.event(id);
      expect([event.customer, event.deliveries.map((each) => each.endpoint_id)]).toEqual([
        { id: customer.id, uid: 'acme' },
        [theirs.id],
      ]);
    }
    expect(await postrider.manage.event('first')).toMatchObject({ customer: { uid: 'new-one' }, delivery_count: 0 });
  });

  it('is published after the Redis Stream and its consumer group are deleted', async () => {
    await producer.redis.del(producer.key);
    await producer.publish(type, '{}', 'after-the-loss');
    await producer.empty();
    expect(await scheduled()).toEqual(['after-the-loss']);
  });
});

describe('an invalid entry', () => {
  const valid = (): Record<string, string> => ({ organization_id: producer.organization, type, data: '{"a":1}' });
  const cases: [string, () => Record<string, string>, { dead_code: string; dead_field: string }][] = [
    [
      'an unknown organization',
      () => ({ ...valid(), organization_id: newId('organization') }),
      { dead_code: 'validation_failed', dead_field: 'organization_id' },
    ],
    [
      'the name of an organization instead of its id',
      () => ({ ...valid(), organization_id: 'Default' }),
      { dead_code: 'validation_failed', dead_field: 'organization_id' },
    ],
    [
      'an unknown type',
      () => ({ ...valid(), type: 'budget.gone' }),
      { dead_code: 'validation_failed', dead_field: 'type' },
    ],
    [
      'no type',
      () => ({ organization_id: producer.organization, data: '{}' }),
      { dead_code: 'validation_failed', dead_field: 'type' },
    ],
    [
      'data that is an array',
      () => ({ ...valid(), data: '[1]' }),
      { dead_code: 'validation_failed', dead_field: 'data' },
    ],
    ['data that is not JSON', () => ({ ...valid(), data: '{a:1}' }), { dead_code: 'malformed_body', dead_field: '' }],
    [
      'data that is nested too deeply',
      () => ({ ...valid(), data: '{"a":'.repeat(maxDepth) + '1' + '}'.repeat(maxDepth) }),
      { dead_code: 'malformed_body', dead_field: '' },
    ],
    [
      'data that is too large',
      () => ({ ...valid(), data: JSON.stringify({ a: 'x'.repeat(1_024) }) }),
      { dead_code: 'payload_too_large', dead_field: 'data' },
    ],
    [
      'an id with a space',
      () => ({ ...valid(), id: 'redis-ingest 1-0' }),
      { dead_code: 'validation_failed', dead_field: 'id' },
    ],
    [
      'an unknown customer',
      () => ({ ...valid(), customer: 'nobody' }),
      { dead_code: 'validation_failed', dead_field: 'customer' },
    ],
    [
      'a customer to create whose uid has the form of an id',
      () => ({ ...valid(), customer: newId('customer'), create_customer: 'true' }),
      { dead_code: 'validation_failed', dead_field: 'customer' },
    ],
    [
      'a create_customer that is neither true nor false',
      () => ({ ...valid(), customer: 'nobody', create_customer: 'yes' }),
      { dead_code: 'validation_failed', dead_field: 'create_customer' },
    ],
    ['an unknown field', () => ({ ...valid(), secret: 'x' }), { dead_code: 'validation_failed', dead_field: 'secret' }],
  ];

  it.each(cases)(
    'with %s becomes a dead letter with the reason, and other entries are published',
    async (_, fields, reason) => {
      const added = fields();
      const entryId = await producer.add(added);
      await producer.publish(type, '{}', 'beside');
      await producer.empty();

      const letter = await producer.deadLetter(entryId);
      expect(letter).toMatchObject({ ...reason, ...added });
      expect(letter.dead_message).not.toBe('');
      expect(new Date(letter.dead_at ?? '').toISOString()).toBe(letter.dead_at);
      expect(await scheduled()).not.toContain('redis-ingest 1-0');
      expect(await producer.pendingCount()).toBe(0);
    },
  );

  it('with a repeated field becomes a dead letter with both', async () => {
    const entryId = await producer.addPairs(...Object.entries({ ...valid(), id: 'one' }).flat(), 'id', 'two');
    expect(await producer.deadLetter(entryId)).toMatchObject({ dead_code: 'validation_failed', dead_field: 'id' });
    const [, pairs = []] = (await producer.redis.xrevrange(producer.deadKey, '+', '-', 'COUNT', 1))[0] ?? [];
    expect(pairs.slice(-4)).toEqual(['id', 'one', 'id', 'two']);
  });

  it('with data that its schema refuses becomes a dead letter with the path', async () => {
    await postrider.manage.createEventType({
      type: 'invoice.paid',
      description: 'An invoice was paid.',
      example: { amount: 1 },
      schema: { type: 'object', properties: { amount: { type: 'number' } } },
    });
    const entryId = await producer.publish('invoice.paid', '{"amount":"1"}');
    expect(await producer.deadLetter(entryId)).toMatchObject({
      dead_code: 'validation_failed',
      dead_field: 'data.amount',
    });
  });

  it('with an id that was published with other content becomes a dead letter', async () => {
    await producer.publish(type, '{"n":1}', 'contested');
    await producer.empty();
    const entryId = await producer.publish(type, '{"n":2}', 'contested');
    expect(await producer.deadLetter(entryId)).toMatchObject({
      dead_code: 'event_id_reused',
      dead_field: 'id',
      data: '{"n":2}',
    });
    expect(await scheduled()).toEqual(['contested']);
  });

  it('can be added again by the commands of the operations guide', async () => {
    const entryId = await producer.publish('order.shipped', '{}', 'second-chance');
    await producer.deadLetter(entryId);
    await postrider.manage.createEventType({ type: 'order.shipped', description: 'Sent.', example: {} });
    const script = codeBlocks(section(await readText('docs/operations.md'), '## Dead letters'), 'lua').join('');
    await producer.redis.eval(script, 2, producer.deadKey, producer.key);
    await producer.empty();
    expect(await postrider.manage.event('second-chance')).toMatchObject({ type: 'order.shipped', data: {} });
    expect((await producer.deadLetters()).filter(({ id }) => id === 'second-chance')).toEqual([]);
  });

  it('is counted, shown and added again by redis-cli as the guides write it, with the Redis of npm start', async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'postrider-redis-cli-'));
    const operations = section(await readText('docs/operations.md'), '## Dead letters');
    const ingest = await readText('docs/redis-ingest.md');
    await Promise.all([
      writeFile(join(dataDir, 'lock'), String(process.pid)),
      writeFile(join(dataDir, 'runtime.json'), JSON.stringify({ redis_url: postrider.env.REDIS_URL })),
      writeFile(join(dataDir, 'resend.lua'), codeBlocks(operations, 'lua').join('')),
    ]);
    const entryId = await producer.publish('order.returned', '{}', 'third-chance');
    await producer.deadLetter(entryId);
    await postrider.manage.createEventType({ type: 'order.returned', description: 'Back.', example: {} });
    const asFunction = codeBlocks(ingest, 'sh').find((block) => block.includes('redis-cli()')) ?? '';
    const written = [asFunction, ...codeBlocks(operations, 'sh')].join('');
    const lines = written
      .replaceAll('postrider:events', producer.key)
      .replace('resend.lua', join(dataDir, 'resend.lua'));
    const env = { ...process.env, POSTRIDER_DATA_DIR: dataDir, REDIS_URL: '' };
    const { stdout } = await promisify(execFile)('bash', ['-euc', lines], { env, cwd: checkout });
    expect(stdout).toContain('third-chance');
    await producer.empty();
    expect(await postrider.manage.event('third-chance')).toMatchObject({ type: 'order.returned' });
    await rm(dataDir, { recursive: true });
  });

  it('is deleted when newer dead letters reach the limit', async () => {
    const ids = [];
    for (let n = 0; n < deadLettersKept + 5; n++) ids.push(await producer.publish('budget.gone', '{}'));
    await producer.empty();
    const letters = await producer.deadLetters();
    expect(letters.map(({ dead_entry_id }) => dead_entry_id).toSorted()).toEqual(
      ids.slice(-deadLettersKept).toSorted(),
    );
  });
});

describe('several gateways', () => {
  it('publish each entry once, claim the entries of a crashed one, and delete their consumers when they stop', async () => {
    const second = await postrider.addGateway(settings);
    await Promise.all(Array.from({ length: 200 }, (_, n) => producer.publish(type, `{"n":${n}}`)));
    await producer.empty();
    expect(new Set(await scheduled()).size).toBe(200);

    await Promise.all([second.stop(), postrider.gateway.stop()]);
    expect(await producer.consumers()).toEqual([]);

    await producer.publish(type, '{}', 'taken-over');
    await producer.redis.xreadgroup('GROUP', redisIngestGroup, 'gone', 'STREAMS', producer.key, '>');
    await postrider.gateway.start();
    await producer.empty();
    expect(await scheduled()).toContain('taken-over');
    await waitUntil(async () => !(await producer.consumers()).includes('gone'), {
      what: 'the gone consumer to be deleted',
      timeoutMs: patienceMs,
    });
  });
});
