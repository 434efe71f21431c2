import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '@postrider/contracts';
import { Database } from '@postrider/event-store';
import fc from 'fast-check';

import { anyRequest, bytesOf, type FuzzRequest, isTruncated } from '../fuzz/request.js';
import { wrongResponse } from '../fuzz/verdict.js';
import { createWorld } from '../fuzz/world.js';
import type { ApiResponse } from '../support/api.js';
import { operations } from '../support/operations.js';
import { type Postrider, startPostrider } from '../support/postrider.js';
import { sendRaw } from '../support/raw-request.js';
import { patienceMs } from '../support/patience.js';

/** For each operation; FUZZ_RUNS=2000 looks further. */
const runs = Number(process.env.FUZZ_RUNS ?? 80);
const testMs = patienceMs + runs * 250;

let postrider: Postrider;
let stranger: Postrider['manage'];
let exports: string[];
let grants: string[];

beforeAll(async () => {
  // Nothing is sent to the URLs that are made up here. Small limits are met now and then.
  postrider = await startPostrider({
    dispatchers: 0,
    settings: {
      POSTRIDER_EVENT_MAX_BYTES: '4096',
      POSTRIDER_EVENT_TYPES_MAX: '20',
      // Each operation gets a key, and many requests make one.
      POSTRIDER_KEYS_MAX: '100000',
    },
  });
  stranger = (await postrider.addOrganization('Stranger')).manage;
  // Its dispatcher has nothing to send yet.
  const dispatcher = await postrider.addDispatcher();
  exports = await Promise.all([postrider.manage, stranger].map(completedExport));
  await dispatcher.stop();
  grants = await allowClients();
});

/** Grants of both organizations, which otherwise take a browser. */
async function allowClients(): Promise<string[]> {
  const ids = Array.from({ length: 10 }, () => newId('oauthGrant', new Date()));
  const database = new Database({ url: postrider.databaseUrl, size: 1, timeoutMs: patienceMs, name: 'e2e' });
  try {
    const client = newId('oauthClient', new Date());
    await database.query(
      `INSERT INTO oauth_clients (id, name, redirect_uris, expires_at) VALUES ($1, 'Fuzz', '{}', now() + interval '1 hour')`,
      [client],
    );
    await database.query(
      `INSERT INTO oauth_grants (id, organization_id, client_id, client_name, redirect_uri, scope, expires_at)
       SELECT g.id, o.id, $2, 'Fuzz', 'https://client.example.com', 'read', now() + interval '1 hour'
         FROM unnest($1::text[]) WITH ORDINALITY AS g (id, n)
         JOIN (SELECT id, row_number() OVER (ORDER BY id) AS n FROM organizations) o ON o.n = 1 + g.n % 2`,
      [ids, client],
    );
  } finally {
    await database.end();
  }
  return ids;
}

async function completedExport(api: Postrider['manage']): Promise<string> {
  const { id } = (await api.expect(202, 'POST', '/deliveries/export', { json: {} })) as { id: string };
  return (await api.operationEnded(id)).id;
}

afterEach(async () => {
  for (const api of [postrider.manage, stranger]) {
    while ((await api.endpoints()).data.length > 0) await api.deleteEndpoints();
    const own = (await api.eventTypes()).filter(({ source }) => source === 'organization');
    for (const { type } of own) await api.deleteEventType(type);
  }
});

afterAll(async () => {
  await postrider.end();
});

function send(request: FuzzRequest): Promise<ApiResponse> {
  return sendRaw(postrider.url, bytesOf(request), { end: isTruncated(request), timeoutMs: patienceMs });
}

describe('for any request, the gateway responds as documented:', () => {
  it.each(operations.map((operation) => [operation.name, operation] as const))(
    '%s',
    async (_, operation) => {
      const world = await createWorld(postrider, stranger, { operation_id: exports, grant_id: grants });
      let successes = 0;
      const property = fc.asyncProperty(anyRequest(operation, world), async (request) => {
        const response = await send(request);
        expect(wrongResponse(request, response)).toBeUndefined();
        if (response.status === operation.status) successes += 1;
      });
      await fc.assert(property, { numRuns: runs });
      // Else its valid requests are none, and nothing behind their validation was reached.
      expect(successes).toBeGreaterThan(0);
    },
    testMs,
  );

  it('and serves on', async () => {
    expect(postrider.gateway.process.exit).toBeUndefined();
    const { ids } = await createWorld(postrider, stranger);
    const [id = ''] = ids.delivery_id ?? [];
    expect(await postrider.manage.delivery(id)).toMatchObject({ id, status: 'pending' });
    expect(await (await fetch(`${postrider.url}/health/ready`)).json()).toMatchObject({ status: 'ok' });
  });
});
