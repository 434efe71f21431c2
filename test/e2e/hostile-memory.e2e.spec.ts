import { gzipSync } from 'node:zlib';

import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { floods, HostileGround, writes } from '../support/hostile.js';
import { memoryOf } from '../support/memory.js';
import type { Responder } from '../support/raw-server.js';

const KiB = 1024;
const MiB = 1024 * KiB;
const ok = 'HTTP/1.1 200 OK\r\n';
const chunked = `${ok}transfer-encoding: chunked\r\n\r\n`;

const concurrency = 50;
const deliveries = 300;
/** Eight times the 16 KiB of headers and the 64 KiB of body that are read, and one buffer of the socket beyond that. */
const exchangeBytes = (8 * (16 + 64) + 64) * KiB;
/** The 16 KiB that are kept, each byte escaped in JSON to six: as a string, as a longer one around it, and as sent. */
const recordBytes = 16 * 6 * (2 + 1 + 1) * KiB;
/** Twice, since what is dropped is not collected at once. */
const perAttempt = 2 * (exchangeBytes + recordBytes);
/** What a young heap of V8 may grow by whatever the load is. */
const heapSlack = 64 * MiB;

let ground: HostileGround;

beforeAll(async () => {
  ground = await HostileGround.start({
    POSTRIDER_DELIVER_CONCURRENCY: String(concurrency),
    // Long, so that the limits end these responses. Without limits the memory would grow.
    POSTRIDER_ATTEMPT_TIMEOUT_MS: '15000',
  });
});

afterAll(async () => {
  await ground.end();
});

/** Each test has a dispatcher of its own: what V8 has taken once it does not give back. */
beforeEach(async () => {
  const { dispatchers } = ground.postrider;
  await Promise.all(dispatchers.splice(0).map((dispatcher) => dispatcher.end()));
  await ground.postrider.addDispatcher();
  await ground.expectHealthy();
});

const bomb = gzipSync(Buffer.alloc(64 * MiB));
const hostile: readonly (readonly [string, Responder])[] = [
  ['bodies without end', floods(`${ok}\r\n`, 'y'.repeat(64 * KiB))],
  ['headers without end', floods(ok, `x: ${'y'.repeat(KiB)}\r\n`.repeat(64))],
  ['spaces without end before the values of headers', floods(ok, `x:${' '.repeat(64 * KiB)}\r\n`)],
  ['chunks of one byte with long extensions', floods(chunked, `1;${'y'.repeat(64 * KiB)}\r\nx\r\n`)],
  [
    'compressed bombs',
    writes(Buffer.concat([Buffer.from(`${ok}content-encoding: gzip\r\ncontent-length: ${bomb.length}\r\n\r\n`), bomb])),
  ],
];

describe(`a dispatcher with ${concurrency} attempts under way`, () => {
  it.each(hostile)(`holds no more than their limits while ${deliveries} of them meet %s`, async (_, response) => {
    const { manage, dispatchers } = ground.postrider;
    const [dispatcher] = dispatchers;
    if (!dispatcher) throw new Error('a dispatcher was started');
    const atRest = await memoryOf(dispatcher, 'VmRSS');
    const server = await ground.server(response);
    const { id } = await ground.subscribe(server.url());
    await ground.publish(deliveries);
    const settled = await manage.completedDeliveries(id);
    const peak = await memoryOf(dispatcher, 'VmHWM');
    await manage.deleteEndpoint(id);
    await ground.stopServers();

    expect(settled.map(({ attempt_count }) => attempt_count)).toEqual(Array.from({ length: deliveries }, () => 1));
    expect(peak - atRest).toBeLessThan(concurrency * perAttempt + heapSlack);
    await ground.expectHealthy();
  });
});
