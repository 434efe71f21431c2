import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { newId, waitUntil } from '@postrider/testing';
import { addEndpoint, responded, attempt, publish, refused } from './commands.fixture.spec.js';
import { createOrganization, openDatabase, type TestDatabase } from '../postgres/database.fixture.spec.js';
import { anyCommand, type World } from './random-commands.fixture.spec.js';
import { dump, emptyReadModels, readModels } from './read-models.fixture.spec.js';
import { findSuspects } from './rebuild/find-suspects.js';
import { rebuiltModels } from './rebuild/rebuilt-models.js';
import { rebuildReadModels, RebuildRunning, RebuildStopped, type RebuildProgress } from './rebuild.js';

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
  await test.database.query('DELETE FROM background_tasks');
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

describe('the values of events', () => {
  it('are completed if some are missing, and removed if their event does not have them', async () => {
    const common = { organization_id, endpoint_ids: [] };
    const indexed = { 'data.a': 'x', 'data.b': 'a "quoted" text' };
    const { id } = await publish(test.database, { ...common, indexed });
    const other = await publish(test.database, common);
    const withNul = await publish(test.database, {
      ...common,
      indexed: { 'data.a': '1' },
      body: String.raw`{"data":{"text":"\u0000"}}`,
    });
    const before = await dump(test.database);
    expect(await repairedOf()).toMatchObject({ published_events: 0 });

    await test.database.query(`DELETE FROM event_values WHERE path = 'data.b' OR id = $1`, [withNul.id]);
    await test.database.query(
      `INSERT INTO event_values (organization_id, path, value, id)
       VALUES ($1, 'data.a', 'y', $2), ($1, 'data.a', 'x', $3), ('org_other', 'data.a', 'x', $2), ($1, 'data.a', 'x', $4)`,
      [organization_id, id, other.id, newId('event')],
    );
    expect(await repairedOf()).toMatchObject({ published_events: 2 + 4 });
    expect(await dump(test.database)).toEqual(before);
  });

  it('are completed together with the rows of their events, which count once', async () => {
    const { id } = await publish(test.database, {
      organization_id,
      endpoint_ids: [],
      indexed: { 'data.a': '1', 'data.b': '2' },
    });
    const before = await dump(test.database);
    await test.database.query('DELETE FROM event_values WHERE id = $1', [id]);
    await test.database.query('UPDATE published_events SET delivery_count = 7 WHERE id = $1', [id]);
    expect(await repairedOf()).toMatchObject({ published_events: 1 });
    expect(await dump(test.database)).toEqual(before);
    await test.database.query('DELETE FROM event_values WHERE id = $1', [id]);
    await test.database.query('DELETE FROM published_events WHERE id = $1', [id]);
    expect(await repairedOf()).toMatchObject({ published_events: 1 });
    expect(await dump(test.database)).toEqual(before);
  });
});

const columnsOf = {
  published_events: [
    `organization_id = 'org_other'`,
    'version = version + 1',
    `event_id = event_id || 'x'`,
    `event_type = 'other'`,
    'test = NOT test',
    'delivery_count = delivery_count + 1',
    `created_at = created_at + interval '1 microsecond'`,
  ],
  deliveries: [
    `organization_id = 'org_other'`,
    'version = 1',
    'version = 2',
    'version = version + 1',
    `endpoint_id = endpoint_id || 'x'`,
    `event_id = event_id || 'x'`,
    `event_stream_id = event_stream_id || 'x'`,
    `event_type = 'other'`,
    'test = NOT test',
    'own_payload = NOT own_payload',
    `created_at = created_at + interval '1 microsecond'`,
    `status = CASE status WHEN 'failed' THEN 'delivered' ELSE 'failed' END`,
    'attempt_count = attempt_count + 1',
    'response_status = coalesce(response_status, 0) + 1',
    'last_duration_ms = coalesce(last_duration_ms, 0) + 1',
    'last_duration_ms = CASE WHEN last_duration_ms IS NULL THEN 1 END',
    `failure_reason = coalesce(failure_reason, '') || 'x'`,
    `next_attempt_at = coalesce(next_attempt_at, created_at) + interval '1 microsecond'`,
    `completed_at = coalesce(completed_at, created_at) + interval '1 microsecond'`,
    `queue = 'other'`,
    `budget_started_at = budget_started_at + interval '1 microsecond'`,
    'budget_attempts = budget_attempts + 1',
  ],
};

describe.each(Object.entries(columnsOf))('a rebuild of %s', (table, damages) => {
  it('finds any wrong column of pending, delivered and retried deliveries, and of their events', async () => {
    await history();
    const { id } = await addEndpoint(test.database, organization_id);
    await publish(test.database, { organization_id, endpoint_ids: [id] });
    const { deliveries } = await publish(test.database, { organization_id, endpoint_ids: [id] });
    for (const each of deliveries) await attempt(test.database, each, responded(200, 'a "quoted" text\0'));
    const before = await dump(test.database);
    for (const damage of damages) {
      const { rows } = await test.database.query<{ before: string; after: string }>(
        `WITH was AS (SELECT id, t::text AS row FROM ${table} t)
         UPDATE ${table} t SET ${damage} FROM was WHERE was.id = t.id RETURNING was.row AS before, t::text AS after`,
      );
      const changed = rows.filter((row) => row.before !== row.after).length;
      expect({ damage, ...(await repairedOf()) }).toMatchObject({ damage, [table]: changed });
      expect(await dump(test.database)).toEqual(before);
    }
  });
});

/** Rows with the transaction that wrote them. */
async function writtenRows(): Promise<string[]> {
  const rows: string[] = [];
  for (const table of readModels) {
    const written = await test.database.query<{ row: string }>(
      `SELECT concat_ws(' ', tableoid::regclass, ctid, xmin, xmax) AS row FROM ${table}`,
    );
    rows.push(...written.rows.map(({ row }) => row));
  }
  return rows;
}

/** Stops a rebuild at a page. */
async function interruptedAt(pages: number): Promise<RebuildProgress | undefined> {
  const stop = new AbortController();
  let last: RebuildProgress | undefined;
  const options = {
    pageSize: 1,
    concurrency: 1,
    signal: stop.signal,
    onProgress: (now: RebuildProgress) => {
      last = now;
      if (--pages === 0) stop.abort();
    },
  };
  await expect(rebuildReadModels(test.database, options)).rejects.toThrow(RebuildStopped);
  return last;
}

describe('an interrupted rebuild', () => {
  const emptied = async (): Promise<Awaited<ReturnType<typeof dump>>> => {
    await history();
    const before = await dump(test.database);
    await emptyReadModels(test.database);
    return before;
  };

  it('is continued by the next one, whose report includes both', async () => {
    const before = await emptied();
    const reached = await interruptedAt(5);
    expect(await dump(test.database)).not.toEqual(before);
    const progress: RebuildProgress[] = [];
    const reports = await rebuildReadModels(test.database, { pageSize: 2, onProgress: (now) => progress.push(now) });
    expect(progress[0]?.resumedAt).toBe(reached?.events);
    expect(progress.at(-1)).toMatchObject({ events: 15, repaired: 9 });
    expect(reports.map(({ repaired }) => repaired)).toEqual([0, 3, 3, 3]);
    expect(await dump(test.database)).toEqual(before);
  });

  it('is begun anew by request, or after a day', async () => {
    for (const isOld of [false, true]) {
      await emptied();
      await interruptedAt(5);
      const before = await dump(test.database);
      await test.database.query(`UPDATE endpoints SET url = 'https://wrong.example'`);
      if (isOld) await test.database.query(`UPDATE background_tasks SET succeeded_at = now() - interval '25 hours'`);
      const reports = await rebuildReadModels(test.database, { restart: !isOld });
      expect(reports[1]).toMatchObject({ table: 'endpoints', streams: 3, repaired: 3 });
      expect(await dump(test.database)).toMatchObject({ endpoints: before.endpoints });
      await test.database.query('DELETE FROM domain_events');
    }
  });

  it('ends its lease, and a process that died keeps it for five seconds', async () => {
    await history();
    await interruptedAt(1);
    // The process died after a checkpoint.
    await test.database.query(`UPDATE background_tasks SET due_at = now() + interval '4 seconds'`);
    await expect(rebuildReadModels(test.database)).rejects.toThrow(RebuildRunning);
    await test.database.query(`UPDATE background_tasks SET due_at = now()`);
    await rebuildReadModels(test.database);
  });
});

describe('two rebuilds at once', () => {
  it('are refused: the second one says that another is running', async () => {
    await history();
    let second: Promise<unknown> | undefined;
    await rebuildReadModels(test.database, {
      onProgress: () => {
        second ??= rebuildReadModels(test.database).catch((error: unknown) => error);
      },
    });
    expect(await second).toBeInstanceOf(RebuildRunning);
  });

  it('end the older one, if it was frozen for so long that another has taken over', async () => {
    await history();
    await emptyReadModels(test.database);
    let takenOver: Promise<unknown> | undefined;
    const frozen = rebuildReadModels(test.database, {
      pageSize: 1,
      onProgress: () => {
        takenOver ??= test.database.query('UPDATE background_tasks SET run = run + 1');
      },
    });
    await expect(frozen).rejects.toThrow('another rebuild has taken this one over');
    await takenOver;
  });
});

describe('a rebuild', () => {
  it('reports no repairs for right rows and for an empty database', async () => {
    const nothing = { customers: 0, endpoints: 0, published_events: 0, deliveries: 0 };
    expect(await repairedOf()).toEqual(nothing);
    await history();
    expect(await repairedOf()).toEqual(nothing);
  });

  it('writes nothing if the rows are right', async () => {
    await history();
    const before = await writtenRows();
    await rebuildReadModels(test.database);
    expect(await writtenRows()).toEqual(before);
  });

  it('recognizes deliveries that wait or have succeeded, and their events, without their streams', async () => {
    const { id } = await addEndpoint(test.database, organization_id);
    await publish(test.database, { organization_id, endpoint_ids: [id] });
    const customer = { id: newId('customer'), uid: 'ac"me\\' };
    const { deliveries } = await publish(test.database, { organization_id, endpoint_ids: [id], customer });
    for (const each of deliveries) await attempt(test.database, each, responded(200));
    for (const model of rebuiltModels.slice(2)) {
      const range = { from: `${model.prefix}_`, to: `${model.prefix}\``, partition: undefined };
      expect(await findSuspects(test.database, { model, ...range })).toMatchObject({ streams: 2, suspects: [] });
    }
  });

  it('compares events whose data SQL cannot read', async () => {
    const { events } = await history();
    await test.database.query(
      `UPDATE domain_events SET data = replace(data::text, '"body":"', '"body":"\\u0000')::json WHERE stream_id = $1`,
      [events[1]],
    );
    await test.database.query('UPDATE published_events SET delivery_count = 7');
    expect(await repairedOf()).toEqual({ customers: 0, endpoints: 0, published_events: 3, deliveries: 0 });
  });

  it('removes pending rows without a delivery', async () => {
    await history();
    const before = await dump(test.database);
    await test.database.query(
      `INSERT INTO pending_deliveries VALUES ($1, 'whd_00000000000000000000000000', 'whe_none', now())`,
      [organization_id],
    );
    expect(await repairedOf()).toMatchObject({ deliveries: 1 });
    expect(await dump(test.database)).toEqual(before);
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
  it('repairs a row with the events that its stream got since it was compared', async () => {
    const { deliveries } = await history();
    const [first = ''] = deliveries;
    await test.database.query(`UPDATE deliveries SET event_type = 'wrong' WHERE id = ANY($1)`, [deliveries]);
    const { rebuilding } = await test.database.transaction(async (sql) => {
      await attempt(sql, first, responded(200));
      const waiting = `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
      const started = rebuildReadModels(test.database);
      await waitUntil(async () => (await test.database.query(waiting)).rows.length > 0, {
        what: 'the rebuild to wait for a lock',
      });
      return { rebuilding: started };
    });
    expect((await rebuilding).find(({ table }) => table === 'deliveries')).toMatchObject({ repaired: 3 });
    const { rows } = await test.database.query('SELECT id, event_type, status FROM deliveries ORDER BY id');
    const rowOf = (id: string) => ({
      id,
      event_type: 'budget.exceeded',
      status: id === first ? 'delivered' : 'pending',
    });
    expect(rows).toEqual(deliveries.toSorted().map(rowOf));
    expect(await repairedOf()).toEqual({ customers: 0, endpoints: 0, published_events: 0, deliveries: 0 });
  });

  it('ends with the fold of the log and loses no write', async () => {
    const damaged = await history();
    await test.database.query(`UPDATE deliveries SET status = 'delivered' WHERE id = ANY($1)`, [damaged.deliveries]);
    await test.database.query('DELETE FROM published_events WHERE id = ANY($1)', [damaged.events]);

    const commands = fc.sample(anyCommand, { numRuns: 600, seed: 7 });
    const world: World = { database: test.database, organization_id, customers: [], endpoints: [], deliveries: [] };
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
    expect(await repairedOf()).toEqual({ customers: 0, endpoints: 0, published_events: 0, deliveries: 0 });
    await emptyReadModels(test.database);
    await rebuildReadModels(test.database);
    expect(await dump(test.database)).toEqual(live);
    for (const id of damaged.deliveries) expect(await attempt(test.database, id, responded(200))).toBe(true);
  });
});
