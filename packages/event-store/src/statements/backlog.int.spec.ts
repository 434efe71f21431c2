import { newId } from '@postrider/testing';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { openDatabase, type TestDatabase } from '../postgres/database.fixture.spec.js';
import { ensurePartitions } from '../postgres/partitions/ensure-partitions.js';
import { backlogQuery, countedDue, readBacklog, readPartitionsAhead } from './backlog.js';

const day = 24 * 3_600;

let test: TestDatabase;
beforeEach(async () => {
  test = await openDatabase();
});
afterEach(() => test.close());

/** Adds pending deliveries whose next attempts are so many seconds away. */
async function addPending(count: number, seconds: number): Promise<void> {
  await test.database.query(
    `INSERT INTO pending_deliveries (organization_id, id, endpoint_id, next_attempt_at)
     SELECT $1, $2 || n, $3, now() + $4 * interval '1 s' FROM generate_series(1, $5::int) AS n`,
    [newId('organization'), newId('delivery'), newId('endpoint'), seconds, count],
  );
}

describe('readBacklog', () => {
  it('counts nothing while nothing is due', async () => {
    await addPending(3, 60);
    expect(await readBacklog(test.database)).toMatchObject({ oldestDueSeconds: 0, due: 0 });
  });

  it('has the age of the oldest due delivery, and counts no more due deliveries than it reads', async () => {
    await addPending(countedDue, -10);
    await addPending(2, -1_000);
    const { oldestDueSeconds, due } = await readBacklog(test.database);
    expect(oldestDueSeconds).toBeGreaterThanOrEqual(1_000);
    expect(due).toBe(countedDue);
  });

  it('reads no row beyond the due ones that it counts', async () => {
    await addPending(10, -10);
    await addPending(5_000, 60);
    await test.database.query('ANALYZE pending_deliveries');
    const { rows } = await test.database.query<{ 'QUERY PLAN': string }>(`EXPLAIN ${backlogQuery}`);
    const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
    expect(plan).toContain('pending_deliveries_due');
    expect(plan).not.toContain('Sort');
  });
});

describe('readPartitionsAhead', () => {
  it('has the time that is left until new ids have no partition, of each table', async () => {
    expect(await readPartitionsAhead(test.database)).toEqual(new Map());
    await ensurePartitions(test.database);
    const ahead = await readPartitionsAhead(test.database);
    expect([...ahead.keys()]).toEqual(expect.arrayContaining(['deliveries', 'domain_events', 'published_events']));
    for (const seconds of ahead.values()) expect(seconds).toBeGreaterThan(7 * day);
    const { rows } = await test.database.query<{ name: string }>(
      `SELECT inhrelid::regclass::text AS name FROM pg_inherits WHERE inhparent = 'deliveries'::regclass ORDER BY 1`,
    );
    const last = rows.filter(({ name }) => /\d$/.test(name)).at(-1);
    await test.database.query(`DROP TABLE ${last?.name ?? ''}`);
    const shorter = (await readPartitionsAhead(test.database)).get('deliveries') ?? Infinity;
    expect(shorter).toBeLessThan(ahead.get('deliveries') ?? 0);
  });
});
