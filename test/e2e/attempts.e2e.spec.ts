import { afterEach, describe, expect, it } from '@jest/globals';

import type { DeliveryDetail } from '@postrider/contracts';
import { freePort, type Receiver } from '@postrider/testing';

import { onlyDelivery } from '../support/api.js';
import { forAllTests } from '../support/for-all-tests.js';
import type { Postrider } from '../support/postrider.js';
import { RawServer } from '../support/raw-server.js';

const timeoutMs = 2_000;
const KiB = 1024;
const cutMark = '… [cut]';

let postrider: Postrider;
let receiver: Receiver;
const servers: RawServer[] = [];

// With no room for a second attempt, the first failure is final.
const settings = { POSTRIDER_ATTEMPT_TIMEOUT_MS: String(timeoutMs), POSTRIDER_RETRY_HORIZON_MS: '1' };
forAllTests({ settings }, (services) => {
  ({ postrider, receiver } = services);
});

afterEach(async () => {
  await postrider.manage.deleteEndpoints();
  await Promise.all(servers.splice(0).map((server) => server.stop()));
});

async function startServer(...parameters: Parameters<typeof RawServer.start>): Promise<RawServer> {
  const server = await RawServer.start(...parameters);
  servers.push(server);
  return server;
}

/** A delivery to the URL, when its only attempt has ended. */
async function attempt(url: string): Promise<DeliveryDetail> {
  await postrider.manage.createEndpoint({ url, event_types: ['api_key.revoked'] });
  const event = await postrider.project.publish('api_key.revoked');
  return postrider.manage.completed(onlyDelivery(event));
}

/** What the API shows of a delivery whose only attempt failed without a response. */
function withoutResponse(reason: string): object {
  const attempts = [{ number: 1, trigger: 'initial', response_status: null, response_body: null }];
  return {
    status: 'failed',
    failure_reason: reason,
    response_status: null,
    response_body: null,
    attempts: attempts.map((only) => ({ ...only, error: expect.stringMatching(new RegExp(`^${reason}: .`)) })),
  };
}

describe('a response', () => {
  it.each([200, 201, 202, 204])('of %i is a success', async (status) => {
    receiver.on(`/${status}`, { status, ...(status !== 204 && { body: 'thanks' }) });
    const delivery = await attempt(receiver.url(`/${status}`));

    expect(delivery).toStrictEqual({
      id: expect.stringMatching(/^whd_/),
      endpoint_id: expect.stringMatching(/^whe_/),
      event_id: expect.stringMatching(/^evt_/),
      event_type: 'api_key.revoked',
      status: 'delivered',
      test: false,
      attempt_count: 1,
      response_status: status,
      failure_reason: null,
      created_at: expect.any(String),
      next_attempt_at: null,
      completed_at: expect.any(String),
      payload: { id: delivery.event_id, type: 'api_key.revoked', timestamp: delivery.created_at, data: {} },
      envelope: 'default',
      response_body: status === 204 ? '' : 'thanks',
      retry_schedule: null,
      attempts: [
        {
          number: 1,
          trigger: 'initial',
          started_at: expect.any(String),
          duration_ms: expect.any(Number),
          request_headers: {
            'content-type': 'application/json',
            'webhook-id': delivery.event_id,
            'x-modelux-attempt': '1',
            'x-modelux-delivery': delivery.id,
            'x-modelux-event': 'api_key.revoked',
            'user-agent': expect.stringMatching(/^Postrider\//),
            'webhook-timestamp': expect.stringMatching(/^\d+$/),
            'webhook-signature': expect.stringMatching(/^v1,/),
            'x-modelux-signature': expect.stringMatching(/^[0-9a-f]{64}$/),
          },
          request_headers_complete: true,
          response_status: status,
          response_body: status === 204 ? '' : 'thanks',
          error: null,
          response_headers: expect.arrayContaining([{ name: 'Date', value: expect.any(String) }]),
          response_headers_truncated: false,
          timing: expect.objectContaining({ tls_ms: null, first_byte_ms: expect.any(Number) }),
        },
      ],
    });
    const times = [delivery.created_at, delivery.attempts[0]?.started_at, delivery.completed_at];
    expect(times.toSorted()).toEqual(times);
  });

  it.each([400, 401, 403, 404, 422, 429, 500, 502, 503, 504])('of %i is a failure', async (status) => {
    receiver.on(`/${status}`, { status, body: `sorry, ${status}` });
    expect(await attempt(receiver.url(`/${status}`))).toMatchObject({
      status: 'failed',
      failure_reason: 'http_error',
      response_status: status,
      response_body: `sorry, ${status}`,
      attempts: [{ response_status: status, error: expect.stringMatching(new RegExp(`^http_error: .*${status}`)) }],
    });
  });

  it.each([301, 302, 303, 307, 308])('of %i is a failure, and is not followed', async (status) => {
    receiver.on(`/${status}`, { status, headers: { location: receiver.url(`/followed-${status}`) } });
    const delivery = await attempt(receiver.url(`/${status}`));

    expect(delivery).toMatchObject({ status: 'failed', failure_reason: 'redirect', response_status: status });
    expect(receiver.requestsTo(`/followed-${status}`)).toEqual([]);
  });
});

describe('the body of a response', () => {
  it.each([
    ['16 KiB is kept as it is', 16 * KiB, ''],
    ['one byte more is cut to 16 KiB and marked', 16 * KiB + 1, cutMark],
    ['64 KiB is cut to 16 KiB and marked', 64 * KiB, cutMark],
  ])('of %s', async (_, size, mark) => {
    receiver.on('/large', { status: 200, body: 'x'.repeat(size) });
    const delivery = await attempt(receiver.url('/large'));

    const kept = 'x'.repeat(16 * KiB) + mark;
    expect(delivery).toMatchObject({ status: 'delivered', response_body: kept, attempts: [{ response_body: kept }] });
  });

  it('that never ends is read no further than 64 KiB, and the connection is closed', async () => {
    const closed = Promise.withResolvers<number>();
    const server = await startServer((socket) => {
      let written = 0;
      const write = (): void => {
        if (socket.destroyed) return;
        written += 8 * KiB;
        // Not a byte faster than the other side reads.
        if (socket.write('y'.repeat(8 * KiB))) setImmediate(write);
        else socket.once('drain', write);
      };
      socket.once('close', () => {
        closed.resolve(written);
      });
      socket.write('HTTP/1.1 200 OK\r\n\r\n', write);
    });
    const delivery = await attempt(server.url());

    expect(delivery).toMatchObject({ status: 'delivered', response_body: 'y'.repeat(16 * KiB) + cutMark });
    // What the sender had put into the buffers of both ends is not read.
    expect(await closed.promise).toBeLessThan(64 * KiB * KiB);
  });

  it('that is not UTF-8 is kept readable', async () => {
    receiver.on('/binary', { status: 500, body: Buffer.from([0x61, 0xff, 0x00, 0x62]) });
    const delivery = await attempt(receiver.url('/binary'));
    expect(delivery).toMatchObject({ failure_reason: 'http_error', response_body: expect.stringMatching(/^a.*b$/s) });
  });
});

describe('an exchange without a complete response', () => {
  it('is a timeout when no response comes', async () => {
    receiver.on('/hang', 'hang');
    const delivery = await attempt(receiver.url('/hang'));

    expect(delivery).toMatchObject(withoutResponse('timeout'));
    expect(delivery.attempts[0]?.duration_ms).toBeGreaterThanOrEqual(timeoutMs - 10);
  });

  it('is a timeout when the response is too slow', async () => {
    const server = await startServer((socket) => {
      socket.write('HTTP/1.1 200 OK\r\ncontent-length: 1000\r\n\r\n');
      const drip = setInterval(() => socket.write('.'), 50);
      socket.once('close', () => {
        clearInterval(drip);
      });
    });
    expect(await attempt(server.url())).toMatchObject(withoutResponse('timeout'));
  });

  it('is a reset connection when the receiver resets it', async () => {
    receiver.on('/reset', 'reset');
    expect(await attempt(receiver.url('/reset'))).toMatchObject(withoutResponse('connection_reset'));
  });

  it('is a reset connection when the response breaks off', async () => {
    const server = await startServer((socket) => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 1000\r\n\r\nhalf'));
    expect(await attempt(server.url())).toMatchObject(withoutResponse('connection_reset'));
  });

  it('is a refused connection when no server listens', async () => {
    const url = `http://127.0.0.1:${await freePort()}/`;
    expect(await attempt(url)).toMatchObject(withoutResponse('connection_refused'));
  });

  it.each([
    ['no HTTP', 'SSH-2.0-OpenSSH_9.9\r\n\r\n'],
    ['a broken status line', 'HTTP/1.1 abc OK\r\n\r\n'],
    ['two different lengths', 'HTTP/1.1 200 OK\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\nab'],
    ['headers without end', `HTTP/1.1 200 OK\r\nx: ${'y'.repeat(32 * KiB)}\r\n\r\n`],
    ['a broken chunk', 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n'],
  ])('is an invalid response when it is %s', async (_, bytes) => {
    const server = await startServer((socket) => socket.end(bytes));
    expect(await attempt(server.url())).toMatchObject(withoutResponse('invalid_response'));
  });

  it('is a DNS error when the host has no address', async () => {
    expect(await attempt('http://no-such-host.invalid/')).toMatchObject(withoutResponse('dns_error'));
  });

  it('is a TLS error when the receiver does not speak TLS', async () => {
    const url = receiver.url('/').replace('http:', 'https:');
    expect(await attempt(url)).toMatchObject(withoutResponse('tls_error'));
  });
});
