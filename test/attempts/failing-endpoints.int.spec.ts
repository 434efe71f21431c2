import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { createEndpoint, defaultEndpoint } from '@postrider/domain';
import { addEndpoint, Database, removeFailing, migrate, readStream } from '@postrider/event-store';
import { createDatabase, dropDatabase, newId } from '@postrider/testing';

import { FailingEndpoints } from '../../apps/dispatcher/src/deactivate/failing-endpoints.js';

const dayMs = 24 * 3_600_000;
const ago = (ms: number): Date => new Date(Date.now() - ms);

const adminUrl = (): string => process.env.POSTRIDER_TEST_DATABASE_URL ?? '';
const organization_id = newId('organization');
let name: string;
let database: Database;
let failing: FailingEndpoints;
let deactivated: string[];

beforeAll(async () => {
  const created = await createDatabase(adminUrl());
  name = created.name;
  await migrate(created.url);
  database = new Database({ url: created.url, size: 2, timeoutMs: 5_000, name: 'test' });
});

afterAll(async () => {
  await database.end();
  await dropDatabase(adminUrl(), name);
});

beforeEach(() => {
  deactivated = [];
  failing = newDispatcher();
});

const newDispatcher = (): FailingEndpoints =>
  new FailingEndpoints(
    database,
    { now: () => new Date() },
    { afterMs: 5 * dayMs, deactivated: (endpointId) => deactivated.push(endpointId) },
  );

async function newEndpoint(): Promise<string> {
  const id = newId('endpoint');
  const settings = { ...defaultEndpoint, url: 'https://example.com/', event_types: ['*'] };
  await addEndpoint(database, { id, organization_id }, createEndpoint(settings, 'sealed'), new Date());
  return id;
}

async function failAt(id: string, at: Date): Promise<void> {
  failing.failed(id, at);
  await failing.flush();
}

const lastEvent = async (id: string): Promise<unknown> => (await readStream(database, id)).at(-1)?.event;

describe('an endpoint of which every attempt fails', () => {
  it('is deactivated as failing when it has failed for five days, and not before', async () => {
    const id = await newEndpoint();
    await failAt(id, ago(5 * dayMs - 60_000));
    await failAt(id, new Date());
    expect(await lastEvent(id)).toMatchObject({ type: 'EndpointCreated' });

    const other = await newEndpoint();
    await failAt(other, ago(5 * dayMs + 1));
    expect(await lastEvent(other)).toEqual({ type: 'EndpointDeactivated', data: { reason: 'failing' } });
    expect(deactivated).toEqual([other]);
  });

  it('is deactivated at a failure, not while nothing is sent', async () => {
    const id = await newEndpoint();
    await failAt(id, ago(4 * dayMs));
    await database.query('UPDATE failing_endpoints SET since = $2 WHERE endpoint_id = $1', [id, ago(6 * dayMs)]);
    await failing.flush();
    expect(deactivated).toEqual([]);
    await failAt(id, new Date());
    expect(deactivated).toEqual([id]);
  });

  it('is deactivated once, however many dispatchers find it', async () => {
    const id = await newEndpoint();
    const dispatchers = Array.from({ length: 3 }, newDispatcher);
    for (const dispatcher of dispatchers) dispatcher.failed(id, ago(6 * dayMs));
    await Promise.all(dispatchers.map((dispatcher) => dispatcher.flush()));
    expect(deactivated).toEqual([id]);
    expect(await readStream(database, id)).toHaveLength(2);
  });

  it('begins anew when it was activated again', async () => {
    const id = await newEndpoint();
    await failAt(id, ago(4 * dayMs));
    await removeFailing(database, id);
    await failAt(id, ago(3 * dayMs));
    const { rows } = await database.query<{ days: number }>(
      'SELECT round(extract(epoch FROM now() - since) / 86400)::int AS days FROM failing_endpoints WHERE endpoint_id = $1',
      [id],
    );
    expect(rows).toEqual([{ days: 3 }]);
  });
});

describe('an endpoint that fails now and then', () => {
  it('is not noted when it succeeded since', async () => {
    const id = await newEndpoint();
    failing.failed(id, ago(6 * dayMs));
    failing.succeeded(id);
    await failing.flush();
    expect(deactivated).toEqual([]);
  });
});
