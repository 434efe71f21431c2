import { brotliCompressSync, gzipSync } from 'node:zlib';

import { describe, expect, it } from '@jest/globals';

import {
  withResponse,
  attemptTimeoutMs,
  drips,
  ends,
  floods,
  forEver,
  forAllHostileTests,
  type HostileGround,
  withoutResponse,
  writes,
} from '../support/hostile.js';

const KiB = 1024;
const ok = 'HTTP/1.1 200 OK\r\n';
const chunked = `${ok}transfer-encoding: chunked\r\n\r\n`;
const cutMark = '… [cut]';

let ground: HostileGround;

forAllHostileTests({}, (started) => {
  ground = started;
});

describe('a slow response', () => {
  it('is a success if it is complete in time, even byte by byte', async () => {
    const delivery = await ground.attemptAgainst(drips('', `${ok}content-length: 2\r\n\r\nok`));
    expect(delivery).toMatchObject(withResponse('delivered', 200, 'ok'));
  });

  it.each([
    ['the headers', ok, 'x: y\r\n'],
    ['the value of one header', `${ok}x: `, 'y'],
    ['a body of chunks', chunked, '1\r\nx\r\n'],
    ['a body without length', `${ok}\r\n`, 'x'],
    ['the informational responses', '', 'HTTP/1.1 103 Early Hints\r\n\r\n'],
  ])('is a timeout when %s drip for ever', async (_, beginning, piece) => {
    const delivery = await ground.attemptAgainst(drips(beginning, forEver(piece)));

    expect(delivery).toMatchObject(withoutResponse('timeout', `no complete response within ${attemptTimeoutMs} ms$`));
    expect(delivery.attempts[0]?.duration_ms).toBeGreaterThanOrEqual(attemptTimeoutMs - 10);
  });
});

describe('an endless response', () => {
  const tooLarge = 'the response is far larger than its headers and the part of its body that is read';

  it.each([
    ['headers', ok, 'x: y\r\n'.repeat(1_000), 'the headers of the response are too large'],
    ['one header', `${ok}x: `, 'y'.repeat(64 * KiB), 'the headers of the response are too large'],
    ['trailers', `${chunked}0\r\n`, 'x: y\r\n'.repeat(1_000), 'the headers of the response are too large'],
    ['spaces before the values of headers', ok, `x:${' '.repeat(64 * KiB)}\r\n`, tooLarge],
    ['a reason phrase', 'HTTP/1.1 200 ', 'y'.repeat(64 * KiB), tooLarge],
    ['extensions of chunks', chunked, `1;${'y'.repeat(64 * KiB)}\r\nx\r\n`, tooLarge],
    ['zeros before the size of a chunk', chunked, '0'.repeat(64 * KiB), tooLarge],
    ['informational responses', '', `HTTP/1.1 103 Early Hints\r\nlink: <${'y'.repeat(8 * KiB)}>\r\n\r\n`, tooLarge],
  ])('is an invalid response when it consists of %s', async (_, beginning, piece, because) => {
    const delivery = await ground.attemptAgainst(floods(beginning, piece));
    expect(delivery).toMatchObject(withoutResponse('invalid_response', because));
  });

  it.each([
    ['chunks', chunked, `1000\r\n${'y'.repeat(4 * KiB)}\r\n`],
    ['chunks of one byte each', chunked, '1\r\ny\r\n'.repeat(1_000)],
    ['a body whose length it promises', `${ok}content-length: 9007199254740991\r\n\r\n`, 'y'.repeat(64 * KiB)],
  ])('is read as far as it is kept when it consists of %s', async (_, beginning, piece) => {
    const delivery = await ground.attemptAgainst(floods(beginning, piece));
    expect(delivery).toMatchObject(withResponse('delivered', 200, 'y'.repeat(16 * KiB) + cutMark));
  });
});

describe('a compressed response', () => {
  it.each([
    ['gzip', gzipSync(Buffer.alloc(8 * KiB * KiB))],
    ['br', brotliCompressSync(Buffer.alloc(8 * KiB * KiB))],
  ])('in %s is kept as it came, and never decompressed', async (encoding, bomb) => {
    const head = `${ok}content-encoding: ${encoding}\r\ncontent-length: ${bomb.length}\r\n\r\n`;
    const delivery = await ground.attemptAgainst(writes(Buffer.concat([Buffer.from(head), bomb])));

    expect(delivery).toMatchObject({ status: 'delivered', response_status: 200 });
    expect(delivery.response_body?.length).toBeLessThanOrEqual(bomb.length);
  });
});

describe('a response that is not HTTP/1.1', () => {
  const notHttp = 'the response is not complete and valid HTTP/1\\.1';

  it.each([
    ['a status line without a space', 'HTTP/1.1 200OK\r\n\r\n'],
    ['a status of 000', 'HTTP/1.1 000 None\r\ncontent-length: 0\r\n\r\n'],
    ['a status of 099', 'HTTP/1.1 099 Low\r\ncontent-length: 0\r\n\r\n'],
    ['a header without a colon', `${ok}no colon\r\n\r\n`],
    ['a header with a NUL in it', `${ok}x: a\0b\r\n\r\n`],
    ['lines that end with LF alone', 'HTTP/1.1 200 OK\ncontent-length: 2\n\nok'],
    ['a negative Content-Length', `${ok}content-length: -1\r\n\r\nok`],
    ['a chunk of negative size', `${chunked}-1\r\nx\r\n`],
    ['a chunk larger than any number', `${chunked}fffffffffffffffff\r\nx\r\n`],
    ['a chunk longer than its size', `${chunked}2\r\nabcdef\r\n`],
    ['a page alone, as HTTP/0.9 had it', '<html>hello</html>'],
    ['the preface of HTTP/2', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'],
    ['a frame of HTTP/2', new Uint8Array([0, 0, 0, 4, 0, 0, 0, 0, 0])],
    ['a TLS alert from a plain port', new Uint8Array([0x15, 3, 3, 0, 2, 2, 0x46])],
    ['a change of protocol without headers', 'HTTP/1.1 101 Switching Protocols\r\n\r\n'],
  ])('is an invalid response: %s', async (_, bytes) => {
    expect(await ground.attemptAgainst(ends(bytes))).toMatchObject(withoutResponse('invalid_response', notHttp));
  });

  it.each([
    ['Content-Length beyond any number', `${ok}content-length: ${'9'.repeat(30)}\r\n\r\nok`],
    ['Content-Length and chunks at once', `${ok}content-length: 5\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n`],
    ['Content-Length that the closed connection cuts short', `${ok}connection: close\r\ncontent-length: 9\r\n\r\nab`],
  ])('is an invalid response: a %s', async (_, bytes) => {
    const because = 'the length of the response body differs from its Content-Length';
    expect(await ground.attemptAgainst(ends(bytes))).toMatchObject(withoutResponse('invalid_response', because));
  });

  it.each([
    ['100 Continue', `HTTP/1.1 100 Continue\r\n\r\n${ok}content-length: 0\r\n\r\n`],
    ['101', 'HTTP/1.1 101 Switching Protocols\r\nupgrade: websocket\r\nconnection: upgrade\r\n\r\n\x81\x05hello'],
  ])('is an invalid response: %s that nothing asked for', async (_, bytes) => {
    const because = 'the response is 100 Continue or a change of protocol, which the request did not ask for';
    expect(await ground.attemptAgainst(writes(bytes))).toMatchObject(withoutResponse('invalid_response', because));
  });
});

describe('an unusual response that HTTP allows', () => {
  const early = 'HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n';

  it.each([
    ['more than its Content-Length', `${ok}content-length: 2\r\n\r\nok, and more`, 'delivered', 200, 'ok'],
    ['a second response', `${ok}content-length: 2\r\n\r\nok`.repeat(2), 'delivered', 200, 'ok'],
    ['HTTP/1.0', 'HTTP/1.0 200 OK\r\n\r\nold', 'delivered', 200, 'old'],
    ['204 with a body', 'HTTP/1.1 204 No Content\r\ncontent-length: 5\r\n\r\nhello', 'delivered', 204, ''],
    ['304 with a body', 'HTTP/1.1 304 Not Modified\r\ncontent-length: 5\r\n\r\nhello', 'failed', 304, ''],
    ['early hints before the response', `${early.repeat(3)}${ok}content-length: 2\r\n\r\nok`, 'delivered', 200, 'ok'],
    [
      '426, which asks for another protocol',
      'HTTP/1.1 426 Upgrade\r\nupgrade: h2c\r\nconnection: upgrade\r\n\r\nno',
      'failed',
      426,
      'no',
    ],
  ] as const)('counts by its status: %s', async (_, bytes, status, code, body) => {
    expect(await ground.attemptAgainst(ends(bytes))).toMatchObject(withResponse(status, code, body));
  });

  it.each([
    ['to itself', 'location: /\r\n'],
    ['to nowhere', ''],
    ['to another scheme', 'location: file:///etc/passwd\r\n'],
  ])('is asked once when it is a redirect %s', async (_, location) => {
    let requests = 0;
    const delivery = await ground.attemptAgainst((socket) => {
      requests += 1;
      socket.write(`HTTP/1.1 302 Found\r\n${location}content-length: 0\r\n\r\n`);
    });

    expect(delivery).toMatchObject({ ...withResponse('failed', 302, ''), failure_reason: 'redirect' });
    expect(delivery.attempts[0]?.error).toBe('redirect: the endpoint responded with 302; redirects are not followed');
    expect(requests).toBe(1);
  });
});
