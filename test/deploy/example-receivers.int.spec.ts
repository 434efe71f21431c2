import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { freePort, ManagedProcess, type ReceivedRequest, Receiver, waitUntil } from '@postrider/testing';

import { type Postrider, startPostrider } from '../support/postrider.js';
import { checkout } from './checkout.js';

const patienceMs = 60_000;
const type = 'api_key.revoked';

let postrider: Postrider;
let receiver: Receiver;

beforeAll(async () => {
  [postrider, receiver] = await Promise.all([startPostrider(), Receiver.start()]);
}, patienceMs);

afterAll(async () => {
  await Promise.all([postrider.end(), receiver.stop()]);
});

/** The one in Python is run where there is Python: on a developer's machine there may be none, in CI there has to be. */
const isRun = (program: string): boolean =>
  program === 'node' || process.env.CI !== undefined || spawnSync(program, ['--version']).status === 0;

const examples = [
  ['node', 'examples/node.mjs'],
  ['node', 'examples/express.mjs'],
  ['node', 'examples/fastify.mjs'],
  ['node', 'examples/serve-route.mjs'],
  ['python3', 'examples/python.py'],
] as const;

describe('the example receivers', () => {
  test.each(examples.filter(([program]) => isRun(program)))(
    '%s %s: accepts what Postrider sends, once, and nothing that was changed on the way',
    async (program, path) => {
      const port = await freePort();
      const url = `http://127.0.0.1:${port}/hook`;
      const { id, signing_secret } = await postrider.manage.createEndpoint({
        url: receiver.url(`/${path}`),
        event_types: [type],
      });
      const { id: eventId } = await postrider.project.publish(type, { name: 'intercepted' });
      const intercepted = await receiver.waitFor(({ headers }) => headers['webhook-id'] === eventId);
      await postrider.manage.updateEndpoint(id, { url });
      const example = await startExample(program, path, { WEBHOOK_SECRET: signing_secret, PORT: String(port) });

      await postrider.project.publish(type, { name: 'staging' });
      expect(await example.waitForLine(/staging/)).toMatch(/^204 {2}api_key\.revoked evt_\w+ \{"name": ?"staging"\}$/);

      const { rawBody } = intercepted;
      await breakOff(port);
      const statuses = [
        await post(url, intercepted, rawBody),
        await post(url, intercepted, rawBody),
        await post(url, intercepted, rawBody.replace('intercepted', 'Intercepted')),
        await post(url, { headers: { ...intercepted.headers, 'webhook-id': 'evt_other' } }, rawBody),
        await post(url, { headers: {} }, rawBody),
        await post(url, without(intercepted, /^webhook-/), rawBody),
      ];
      expect(statuses).toEqual([204, 204, 401, 401, 401, 401]);
      const listed = Array.from({ length: 21 }, () => intercepted.headers['webhook-signature']).join(' ');
      const headers = { ...intercepted.headers, 'webhook-signature': listed };
      expect([400, 401]).toContain(await post(url, { headers }, rawBody));
      const printed = await waitUntil(() => printedOf(example, eventId, 2), {
        what: 'a line for each',
        timeoutMs: patienceMs,
      });
      // The receivers respond before they print, some of them in threads: the order of the lines varies.
      expect(printed.map((line) => line.endsWith(' again')).toSorted()).toEqual([false, true]);

      await example.kill();
      await postrider.manage.deleteEndpoint(id);
    },
    patienceMs,
  );
});

test('examples/listen.mjs: gets events without an endpoint, verifies them, and stops with Ctrl-C', async () => {
  const env = { POSTRIDER_URL: postrider.url, POSTRIDER_KEY: postrider.keys.management_key };
  const example = await startExample('node', 'examples/listen.mjs', env);
  await postrider.project.publish(type, { name: 'other type' });
  await postrider.project.publish('budget.exceeded', { name: 'staging' });
  expect(await example.waitForLine(/staging/)).toMatch(/^204 {2}budget\.exceeded evt_\w+ \{"name":"staging"\}$/);
  expect(await example.stop('SIGINT')).toEqual({ code: 0, signal: null });
  expect(example.lines.join('\n')).not.toContain('other type');
});

describe('the example receivers without a secret', () => {
  test.each(examples.filter(([program]) => isRun(program)))(
    '%s %s: do not start, since anybody could sign with an empty key',
    async (program, path) => {
      for (const secret of ['', 'whsec_']) {
        const env = { ...process.env, WEBHOOK_SECRET: secret, PORT: String(await freePort()) };
        const example = new ManagedProcess(program, spawn(program, [path], { cwd: checkout, env }));
        expect((await example.exited).code).toBe(1);
      }
    },
    patienceMs,
  );
});

/** A request whose body ends too early. */
async function breakOff(port: number): Promise<void> {
  const socket = connect(port, '127.0.0.1');
  socket.write(
    'POST /hook HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\ncontent-type: application/json\r\n\r\n{',
    () => {
      socket.resetAndDestroy();
    },
  );
  await once(socket, 'close');
}

const without = ({ headers }: ReceivedRequest, pattern: RegExp): Pick<ReceivedRequest, 'headers'> => ({
  headers: Object.fromEntries(Object.entries(headers).filter(([name]) => !pattern.test(name))),
});

/** What it printed of an event, once there are so many lines. */
function printedOf({ lines }: ManagedProcess, eventId: string, count: number): string[] | undefined {
  const printed = lines.filter((line) => line.includes(eventId));
  return printed.length < count ? undefined : printed;
}

/** Sends a recorded request again. Returns the status. */
async function post(url: string, { headers }: Pick<ReceivedRequest, 'headers'>, body: string): Promise<number> {
  const signed = Object.entries(headers).filter(([name]) => /^(webhook|x-modelux)-/.test(name));
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...Object.fromEntries(signed.map(([k, v]) => [k, String(v)])) },
    body,
  });
  await response.arrayBuffer();
  return response.status;
}

async function startExample(program: string, path: string, env: Record<string, string>): Promise<ManagedProcess> {
  const options = { cwd: checkout, env: { ...process.env, ...env } };
  const example = new ManagedProcess(program, spawn(program, [path], options));
  await example.waitForLine(/^receiving/);
  return example;
}
