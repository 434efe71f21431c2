import type { Socket } from 'node:net';

import { describe, expect, it } from '@jest/globals';

import {
  attemptTimeoutMs,
  ends,
  forAllHostileTests,
  type HostileGround,
  resets,
  withoutResponse,
} from '../support/hostile.js';

const KiB = 1024;
const ok = 'HTTP/1.1 200 OK\r\n';
const large = { text: 'x'.repeat(200 * KiB) };

let ground: HostileGround;

forAllHostileTests({}, (started) => {
  ground = started;
});

const never = (): void => undefined;
const cutOff = 'the connection was closed before the response was complete';
const reset = (socket: Socket): void => {
  socket.resetAndDestroy();
};
const close = (socket: Socket): void => {
  socket.destroy();
};
/** Takes the beginning of the request, which holds its headers, and then does what `then` says. */
const afterTheHead = (then: (socket: Socket) => void) => (socket: Socket) => {
  socket.once('data', () => {
    then(socket);
  });
};
/** Takes about half of the large request. */
const inTheBody = (then: (socket: Socket) => void) => (socket: Socket) => {
  socket.on('data', () => {
    if (socket.bytesRead > 100 * KiB) then(socket);
  });
};

describe('a receiver that hangs up', () => {
  it.each([
    ['resets the connection as it is made', reset],
    ['closes the connection as it is made', close],
    ['resets the connection upon the head of the request', afterTheHead(reset)],
    ['closes the connection upon the head of the request', afterTheHead(close)],
    ['resets the connection in the middle of the body of the request', inTheBody(reset)],
    ['closes the connection in the middle of the body of the request', inTheBody(close)],
  ])('%s: the attempt failed by a reset connection', async (_, connected) => {
    const server = await ground.server(never, connected);
    expect(await ground.attempt(server.url(), large)).toMatchObject(withoutResponse('connection_reset', cutOff));
  });

  it.each([
    ['before the response', ''],
    ['in the status line', 'HTTP/1.1 2'],
    ['after the status line', ok],
    ['in the middle of the headers', `${ok}content-length: 5\r\nx: `],
    ['in the middle of the body', `${ok}content-length: 5\r\n\r\nabc`],
    ['in the middle of a chunk', `${ok}transfer-encoding: chunked\r\n\r\n9\r\nabc`],
    ['between an informational response and the final one', 'HTTP/1.1 103 Early Hints\r\n\r\n'],
  ])('%s: the attempt failed by a reset connection', async (_, bytes) => {
    expect(await ground.attemptAgainst(ends(bytes))).toMatchObject(withoutResponse('connection_reset', cutOff));
    expect(await ground.attemptAgainst(resets(bytes))).toMatchObject(withoutResponse('connection_reset', cutOff));
  });
});

describe('a receiver that says nothing', () => {
  it.each([
    ['after it has accepted the connection', (socket: Socket) => socket.pause()],
    ['and takes no more than the head of a large request', afterTheHead((socket) => socket.pause())],
  ])('%s: the attempt timed out', async (_, connected) => {
    const server = await ground.server(never, connected);
    const delivery = await ground.attempt(server.url(), large);
    expect(delivery).toMatchObject(withoutResponse('timeout', `no complete response within ${attemptTimeoutMs} ms$`));
  });
});

describe('a kept connection', () => {
  const thanks = `${ok}content-length: 0\r\n\r\n`;

  async function deliverThrice(url: string): Promise<void> {
    for (let n = 0; n < 3; n += 1) {
      expect(await ground.attempt(url)).toMatchObject({ status: 'delivered', attempt_count: 1, response_status: 200 });
    }
  }

  it('is used for the next delivery', async () => {
    const counts: number[] = [];
    const server = await ground.server((socket, n) => {
      counts.push(n);
      socket.write(thanks);
    });
    await deliverThrice(server.url());
    expect(counts).toEqual([1, 2, 3]);
  });

  it('is replaced when the receiver has closed it in the meantime', async () => {
    const server = await ground.server((socket) => {
      socket.write(thanks, () => setImmediate(() => socket.end()));
    });
    await deliverThrice(server.url());
  });

  it.each([
    ['closed', close],
    ['reset', reset],
  ])('that is %s as the next request comes is replaced, and the endpoint is not charged with it', async (_, hangUp) => {
    const counts: number[] = [];
    const server = await ground.server((socket, n) => {
      counts.push(n);
      if (n === 1) socket.write(thanks);
      else hangUp(socket);
    });
    await deliverThrice(server.url());
    expect(counts).toEqual([1, 2, 1, 2, 1]);
  });

  it('that breaks off in the middle of a later response is a failed attempt', async () => {
    let requests = 0;
    const server = await ground.server((socket, n) => {
      requests += 1;
      if (n === 1) socket.write(thanks);
      else socket.end(`${ok}content-length: 5\r\n\r\nabc`);
    });
    expect(await ground.attempt(server.url())).toMatchObject({ status: 'delivered' });
    expect(await ground.attempt(server.url())).toMatchObject(withoutResponse('connection_reset', cutOff));
    expect(requests).toBe(2);
  });

  it('that falls silent is a timeout, and the request is not repeated', async () => {
    let requests = 0;
    const server = await ground.server((socket, n) => {
      requests += 1;
      if (n === 1) socket.write(thanks);
    });
    expect(await ground.attempt(server.url())).toMatchObject({ status: 'delivered' });
    expect(await ground.attempt(server.url())).toMatchObject(withoutResponse('timeout', 'no complete response'));
    expect(requests).toBe(2);
  });
});
