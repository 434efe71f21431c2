import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addEndpoint, responded, attempt, publish, refused } from './commands.fixture.spec.js';
import { createOrganization, openDatabase, type TestDatabase } from '../postgres/database.fixture.spec.js';
import { anyCommand, type World } from './random-commands.fixture.spec.js';
import { dump, emptyReadModels } from './read-models.fixture.spec.js';
import { rebuildReadModels } from './rebuild.js';

let test: TestDatabase;
let organization_id: string;
beforeAll(async () => {
  test = await openDatabase();
  organization_id = await createOrganization(test.database);
});
afterAll(() => test.close());
beforeEach(async () => {
  await emptyReadModels(test.database);
  await test.database.query('DELETE FROM domain_events');
});

/** Three endpoints, each with an event whose delivery failed once. */
async function history(): Promise<{ endpoints: string[]; events: string[]; deliveries: string[] }> {
  const made = { endpoints: [] as string[], events: [] as string[], deliveries: [] as string[] };
  for (let n = 0; n < 3; n++) {
    const { id } = await addEndpoint(test.database, organization_id);
    const published = await publish(test.database, { organization_id, endpoint_ids: [id] });
    for (const delivery of published.deliveries) await attempt(test.database, delivery, refused);
    made.endpoints.push(id);
    made.events.push(published.id);
    made.deliveries.push(...published.deliveries);
  }
  return made;
}

const repairedOf = async (): Promise<Record<string, number>> => {
  const reports = await rebuildReadModels(test.database, { pageSize: 2 });
  return Object.fromEntries(reports.map(({ table, repaired }) => [table, repaired]));
};

const tables: [string, keyof Awaited<ReturnType<typeof history>>, string][] = [
  ['endpoints', 'endpoints', `url = 'https://wrong.example', secrets = '[]'`],
  ['published_events', 'events', 'delivery_count = 99, test = NOT test'],
  [
    'deliveries',
    'deliveries',
    `status = 'delivered', next_attempt_at = NULL, attempt_count = 7, version = version + 3`,
  ],
];

describe.each(tables)('a rebuild of %s', (table, kind, damage) => {
  it('repairs a row that differs from its stream', async () => {
    const ids = (await history())[kind];
    const before = await dump(test.database);
    await test.database.query(`UPDATE ${table} SET ${damage} WHERE id = $1`, [ids[1]]);
    expect(await dump(test.database)).not.toEqual(before);
    expect(await repairedOf()).toMatchObject({ [table]: 1 });
    expect(await dump(test.database)).toEqual(before);
  });

  it('adds a missing row, also the first or the last', async () => {
    const ids = (await history())[kind];
    const before = await dump(test.database);
    await test.database.query(`DELETE FROM ${table} WHERE id = ANY($1)`, [[ids[0], ids[2]]]);
    expect(await repairedOf()).toMatchObject({ [table]: 2 });
    expect(await dump(test.database)).toEqual(before);
  });

  it('removes a row without a stream', async () => {
    const ids = (await history())[kind];
    await test.database.query('DELETE FROM domain_events WHERE stream_id = ANY($1)', [[ids[0], ids[2]]]);
    expect(await repairedOf()).toMatchObject({ [table]: 2 });
    const { rows } = await test.database.query<{ id: string }>(`SELECT id FROM ${table}`);
    expect(rows.map(({ id }) => id)).toEqual([ids[1]]);
    expect((await dump(test.database)).pending_deliveries).toHaveLength(kind === 'deliveries' ? 1 : 3);
  });

  it('removes rows without a stream also when no stream is left', async () => {
    const ids = (await history())[kind];
    await test.database.query('DELETE FROM domain_events WHERE stream_id = ANY($1)', [ids]);
    expect(await repairedOf()).toMatchObject({ [table]: 3 });
    expect((await test.database.query(`SELECT 1 FROM ${table}`)).rows).toEqual([]);
  });
});

describe('a rebuild of the pending deliveries', () => {
  it('adds missing rows and removes rows of other deliveries', async () => {
    const [missing = '', delivered = ''] = (await history()).deliveries;
    await attempt(test.database, delivered, responded(200));
    const before = await dump(test.database);
    await test.database.query(
      `INSERT INTO pending_deliveries SELECT organization_id, id, endpoint_id, now() FROM deliveries WHERE id = $1`,
      [delivered],
    );
    await test.database.query('DELETE FROM pending_deliveries WHERE id = $1', [missing]);
    expect(await repairedOf()).toMatchObject({ deliveries: 2 });
    expect(await dump(test.database)).toEqual(before);
  });
});

describe('a rebuild', () => {
  it('reports no repairs for right rows and for an empty database', async () => {
    const nothing = { endpoints: 0, published_events: 0, deliveries: 0 };
    expect(await repairedOf()).toEqual(nothing);
    await history();
    expect(await repairedOf()).toEqual(nothing);
  });

  it('increases the version of cached endpoints', async () => {
    const version = async (): Promise<number | undefined> => {
      const { rows } = await test.database.query<{ version: number }>(
        'SELECT endpoints_version AS version FROM organizations WHERE id = $1',
        [organization_id],
      );
      return rows[0]?.version;
    };
    const [id] = (await history()).endpoints;
    const before = await version();
    await test.database.query('UPDATE endpoints SET active = false WHERE id = $1', [id]);
    await rebuildReadModels(test.database);
    expect(await version()).not.toBe(before);
  });
});

describe('a rebuild with concurrent writers', () => {
  it('ends with the fold of the log and loses no write', async () => {
    const damaged = await history();
    await test.database.query(`UPDATE deliveries SET status = 'delivered' WHERE id = ANY($1)`, [damaged.deliveries]);
    await test.database.query('DELETE FROM published_events WHERE id = ANY($1)', [damaged.events]);

    const commands = fc.sample(anyCommand, { numRuns: 600, seed: 7 });
    const world: World = { database: test.database, organization_id, endpoints: [], deliveries: [] };
    const write = async (): Promise<void> => {
      for (let command = commands.shift(); command; command = commands.shift()) await command(world);
    };
    const writers = Promise.all(Array.from({ length: 4 }, write));
    const written = new AbortController();
    const stop = (): void => {
      written.abort();
    };
    void writers.then(stop, stop);
    let rebuilds = 0;
    for (; !written.signal.aborted; rebuilds++) await rebuildReadModels(test.database, { pageSize: 10 });
    await writers;
    expect(rebuilds).toBeGreaterThan(1);

    const live = await dump(test.database);
    expect(await repairedOf()).toEqual({ endpoints: 0, published_events: 0, deliveries: 0 });
    await emptyReadModels(test.database);
    await rebuildReadModels(test.database);
    expect(await dump(test.database)).toEqual(live);
    for (const id of damaged.deliveries) expect(await attempt(test.database, id, responded(200))).toBe(true);
  });
});
