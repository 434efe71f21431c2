import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { addEndpoint, responded, attempt, publish, refused } from './commands.fixture.spec.js';
import { findStalePending, findMissingPending, repairPending, type PendingKey } from './consistency.js';
import { createOrganization, openDatabase, type TestDatabase } from '../postgres/database.fixture.spec.js';

let test: TestDatabase;
let organization_id: string;
let endpoint_id: string;
beforeAll(async () => {
  test = await openDatabase();
  organization_id = await createOrganization(test.database);
  endpoint_id = (await addEndpoint(test.database, organization_id)).id;
});
afterAll(() => test.close());
beforeEach(() => test.database.query('WITH every AS (DELETE FROM deliveries) DELETE FROM pending_deliveries'));

const deliver = async (): Promise<string> => {
  const { deliveries } = await publish(test.database, { organization_id, endpoint_ids: [endpoint_id] });
  return deliveries[0] ?? '';
};

const unlist = (ids: readonly string[]) =>
  test.database.query('DELETE FROM pending_deliveries WHERE id = ANY($1)', [ids]);
const list = (id: string) =>
  test.database.query('INSERT INTO pending_deliveries VALUES ($1, $2, $3, now())', [organization_id, id, endpoint_id]);

async function allUnlisted(limit: number, first = ''): Promise<string[]> {
  const found: string[] = [];
  const weeks = { from: undefined, to: undefined };
  for (let after: PendingKey | null = { organization_id: '', id: '' }; after !== null;) {
    const page: Awaited<ReturnType<typeof findMissingPending>> = await findMissingPending(test.database, {
      weeks,
      first,
      after,
      limit,
    });
    found.push(...page.wrong.map(({ id }) => id));
    after = page.next;
  }
  return found;
}

async function allMislisted(limit: number): Promise<string[]> {
  const found: string[] = [];
  for (let after: PendingKey | null = { organization_id: '', id: '' }; after !== null;) {
    const page: Awaited<ReturnType<typeof findStalePending>> = await findStalePending(test.database, { after, limit });
    found.push(...page.wrong.map(({ id }) => id));
    after = page.next;
  }
  return found;
}

const mend = (ids: readonly string[]) =>
  repairPending(
    test.database,
    ids.map((id) => ({ organization_id, id })),
  );

async function listed(): Promise<Map<string, Date>> {
  const { rows } = await test.database.query<{ id: string; next_attempt_at: Date }>('SELECT * FROM pending_deliveries');
  return new Map(rows.map(({ id, next_attempt_at }) => [id, next_attempt_at]));
}

describe('a check in pages of any size', () => {
  it('finds pending deliveries without a row, and no others', async () => {
    const ids = [];
    for (let n = 0; n < 6; n++) ids.push(await deliver());
    const [ended = '', first = '', , second = '', third = ''] = ids;
    await attempt(test.database, ended, responded(200));
    await unlist([first, second, third]);
    for (const limit of [1, 2, 3, 7]) expect(await allUnlisted(limit)).toEqual([first, second, third]);
    expect(await allUnlisted(2, second)).toEqual([second, third]);
    expect(await allMislisted(2)).toEqual([]);
  });

  it('finds those of each organization', async () => {
    const organizations = [await createOrganization(test.database), organization_id].toSorted();
    const ids = [];
    for (const owner of organizations) {
      const { deliveries } = await publish(test.database, {
        organization_id: owner,
        endpoint_ids: [endpoint_id, endpoint_id, endpoint_id],
      });
      ids.push(...deliveries);
    }
    await unlist(ids);
    for (const limit of [1, 2, 3, 7]) expect(await allUnlisted(limit)).toEqual(ids);
    // The other organization's ids are all higher.
    expect(await allUnlisted(2, ids[2])).toEqual(ids.slice(2));
  });

  it('finds rows of deliveries that have ended, are missing, or are due at another time', async () => {
    const [ended, missing, moved, right] = [await deliver(), await deliver(), await deliver(), await deliver()];
    await attempt(test.database, ended, responded(200));
    await list(ended);
    await test.database.query('DELETE FROM deliveries WHERE id = $1', [missing]);
    await test.database.query(
      `UPDATE pending_deliveries SET next_attempt_at = next_attempt_at + interval '1 hour' WHERE id = $1`,
      [moved],
    );
    for (const limit of [1, 2, 3, 7]) expect(await allMislisted(limit)).toEqual([ended, missing, moved]);
    expect(await listed()).toHaveProperty('size', 4);
    expect(await mend([right, moved, missing, ended])).toEqual({ added: 0, corrected: 1, removed: 2 });
    expect(await allMislisted(10)).toEqual([]);
    expect([...(await listed()).keys()].toSorted()).toEqual([moved, right]);
  });
});

describe('a repair', () => {
  it('adds missing rows with the time of their delivery, and changes nothing when repeated', async () => {
    const id = await deliver();
    await attempt(test.database, id, refused);
    const due = (await listed()).get(id);
    await unlist([id]);
    expect(await mend([id])).toEqual({ added: 1, corrected: 0, removed: 0 });
    expect((await listed()).get(id)).toEqual(due);
    expect(await mend([id])).toEqual({ added: 0, corrected: 0, removed: 0 });
  });

  it('waits for a transaction that records a delivery, and removes its row when it has ended', async () => {
    const id = await deliver();
    await unlist([id]);
    let mending: Promise<unknown> = Promise.resolve();
    await test.database.transaction(async (sql) => {
      await sql.query('SELECT 1 FROM deliveries WHERE id = $1 FOR UPDATE', [id]);
      mending = mend([id]);
      await untilSomebodyWaits();
      await sql.query(`UPDATE deliveries SET status = 'delivered', next_attempt_at = NULL WHERE id = $1`, [id]);
    });
    expect(await mending).toEqual({ added: 0, corrected: 0, removed: 0 });
    expect((await listed()).size).toBe(0);
  });

  it('leaves no stale row while deliveries are recorded concurrently', async () => {
    for (let round = 0; round < 5; round++) {
      const ids = await Promise.all(Array.from({ length: 20 }, deliver));
      await unlist(ids);
      const outcomes = [responded(200), refused, responded(410)];
      await Promise.all([
        ...ids.map((id, n) => attempt(test.database, id, outcomes[n % 3] ?? refused)),
        mend(ids),
        mend(ids.toReversed()),
      ]);
      // The next check finds rows that are still missing.
      await mend(await allUnlisted(50));
      expect(await allMislisted(50)).toEqual([]);
      expect(await allUnlisted(50)).toEqual([]);
    }
  });
});

async function untilSomebodyWaits(): Promise<void> {
  for (;;) {
    const { rows } = await test.database.query(
      `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
    );
    if (rows.length > 0) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
