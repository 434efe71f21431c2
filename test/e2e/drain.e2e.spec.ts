import { Agent, request, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { type Service, waitUntil } from '@postrider/testing';

import { forAllTests } from '../support/for-all-tests.js';
import { patienceMs } from '../support/patience.js';
import type { Postrider } from '../support/postrider.js';
import { StreamReader } from '../support/stream-reader.js';

/** Longer than what a test does before the drain ends, also on a busy machine. */
const drainMs = 10_000;
const clean = { code: 0, signal: null };

let postrider: Postrider;
let gateway: Service;
let agent: Agent;

forAllTests({ dispatchers: 0 }, (services) => {
  ({ postrider } = services);
});

beforeEach(async () => {
  agent = new Agent({ keepAlive: true, maxSockets: 1 });
  gateway = await postrider.addGateway({ POSTRIDER_DRAIN_MS: String(drainMs) });
});

afterEach(async () => {
  agent.destroy();
  if (!gateway.process.exit) await gateway.kill();
});

async function drain(): Promise<void> {
  gateway.process.signal('SIGTERM');
  const isDraining = async (): Promise<boolean> => (await gateway.health()).status === 'draining';
  await waitUntil(isDraining, { what: 'the gateway to drain', timeoutMs: patienceMs });
}

/** Over the one connection of the agent, if it is open. */
async function call(): Promise<IncomingMessage & { body: string; isReused: boolean }> {
  const sent = request(`${gateway.url}/manage/v1/webhooks/endpoints`, {
    agent,
    headers: { authorization: `Bearer ${postrider.keys.management_key}` },
  });
  sent.end();
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    sent.on('response', resolve).on('error', reject);
  });
  return Object.assign(response, { body: await text(response), isReused: sent.reusedSocket });
}

describe('a gateway that drains', () => {
  it('is alive and not ready, serves new connections, and ends with code 0', async () => {
    await drain();
    expect(await gateway.health()).toEqual({ code: 503, status: 'draining' });
    expect((await fetch(`${gateway.url}/health/live`)).status).toBe(200);
    const published = await postrider.projectAt(gateway).publish('budget.exceeded');
    expect(await gateway.process.waitForExit(patienceMs)).toEqual(clean);
    expect(await postrider.manage.event(published.id)).toMatchObject({ id: published.id });
  });

  it('closes a kept-alive connection with its next response', async () => {
    expect((await call()).headers.connection).toBe('keep-alive');
    await drain();
    expect(await call()).toMatchObject({ statusCode: 200, isReused: true, headers: { connection: 'close' } });
    expect(await call()).toMatchObject({ statusCode: 200, isReused: false });
  });

  it('ends its streams when it stops, and its clients know when to reconnect', async () => {
    const { management_key: key } = postrider.keys;
    const stream = await StreamReader.open(gateway.url, key);
    await drain();
    const published = await postrider.project.publish('budget.exceeded');
    expect(await stream.untilRequest(published.id)).toBeDefined();
    expect(await stream.untilEnd()).toMatchObject({ code: 'service_unavailable' });
    expect(await gateway.process.waitForExit(patienceMs)).toEqual(clean);
    expect(stream.reconnectMs).toBeGreaterThanOrEqual(1_000);
  });

  it('finishes a call that is in progress when it stops', async () => {
    const body = JSON.stringify({ type: 'budget.exceeded', data: {} });
    const sent = request(`${gateway.url}/manage/v1/webhooks/events`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${postrider.keys.project_key}`,
        'content-type': 'application/json',
        'content-length': body.length,
      },
    });
    const response = new Promise<IncomingMessage>((resolve, reject) => {
      sent.on('response', resolve).on('error', reject);
    });
    sent.write(body.slice(0, 1));
    await drain();
    await waitUntil(
      () =>
        fetch(gateway.url).then(
          () => false,
          () => true,
        ),
      {
        what: 'the gateway to refuse connections',
        timeoutMs: patienceMs,
      },
    );
    sent.end(body.slice(1));
    expect(await response).toMatchObject({ statusCode: 202, headers: { connection: 'close' } });
    expect(await gateway.process.waitForExit(patienceMs)).toEqual(clean);
  });
});
