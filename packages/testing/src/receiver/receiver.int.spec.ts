import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { Receiver } from './receiver.js';

let receiver: Receiver;

beforeEach(async () => {
  receiver = await Receiver.start();
});

afterEach(async () => {
  await receiver.stop();
});

function post(path: string, body: string | Uint8Array<ArrayBuffer>, timeoutMs = 5_000): Promise<Response> {
  return fetch(receiver.url(path), {
    method: 'POST',
    body,
    headers: { 'x-test': 'yes' },
    signal: AbortSignal.timeout(timeoutMs),
  });
}

describe('Receiver', () => {
  it('responds with 200 and records the request byte for byte', async () => {
    const bytes = Uint8Array.from([0x7b, 0xff, 0x00, 0x7d]);
    const response = await post('/hook?a=1', bytes);

    expect(response.status).toBe(200);
    expect(receiver.requests).toHaveLength(1);
    const [request] = receiver.requestsTo('/hook');
    expect(request).toMatchObject({ method: 'POST', path: '/hook', search: '?a=1' });
    expect(request?.headers['x-test']).toBe('yes');
    expect(request?.rawBodyBuffer.equals(bytes)).toBe(true);
    expect(Date.now() - (request?.receivedAt.getTime() ?? 0)).toBeLessThan(5_000);
  });

  it('responds as the responder of the path says, which counts the requests', async () => {
    receiver.on('/flaky', (request, n) =>
      n < 2 ? { status: 503, headers: { 'retry-after': '1' } } : { status: 201, body: `${request.rawBody} at last` },
    );

    const first = await post('/flaky', 'one');
    const second = await post('/flaky', 'two');

    expect([first.status, first.headers.get('retry-after')]).toEqual([503, '1']);
    expect([second.status, await second.text()]).toEqual([201, 'two at last']);
    expect((await post('/other', 'three')).status).toBe(200);
  });

  it('delays, hangs and resets', async () => {
    receiver
      .on('/slow', { status: 204, delayMs: 150 })
      .on('/hang', 'hang')
      .on('/reset', () => 'reset');

    const start = performance.now();
    expect((await post('/slow', '')).status).toBe(204);
    expect(performance.now() - start).toBeGreaterThanOrEqual(140);
    await expect(post('/hang', '', 200)).rejects.toMatchObject({ name: 'TimeoutError' });
    await expect(post('/reset', '')).rejects.toMatchObject({ cause: { code: 'ECONNRESET' } });
    expect(receiver.requests.map(({ path }) => path)).toEqual(['/slow', '/hang', '/reset']);
  });

  it('waits for a count and for a match', async () => {
    const second = receiver.waitFor(2);
    const match = receiver.waitFor(({ rawBody }) => rawBody === 'b');
    await post('/hook', 'a');
    await post('/hook', 'b');

    expect((await second).map(({ rawBody }) => rawBody)).toEqual(['a', 'b']);
    expect((await match).rawBody).toBe('b');
    expect(await receiver.waitFor(1)).toHaveLength(2);
  });

  it('lists its requests if the expected one does not arrive', async () => {
    await expect(receiver.waitFor(1, { timeoutMs: 20 })).rejects.toThrow(/nothing was received/);
    await post('/hook', 'something else');
    const wait = receiver.waitFor(({ rawBody }) => rawBody === 'x', { timeoutMs: 20 });
    await expect(wait).rejects.toThrow(/1 received[^]*POST \/hook something else/);
  });

  it('stops with connections open', async () => {
    receiver.on('/hang', 'hang');
    const hanging = expect(post('/hang', '')).rejects.toThrow('fetch failed');
    await receiver.waitFor(1);
    await receiver.stop();

    await hanging;
    await expect(post('/hook', '')).rejects.toThrow();
  });

  it('listens on the given port', async () => {
    const { port } = receiver;
    await receiver.stop();
    receiver = await Receiver.start({ port });
    expect(receiver.url('/x')).toBe(`http://127.0.0.1:${port}/x`);
  });
});
