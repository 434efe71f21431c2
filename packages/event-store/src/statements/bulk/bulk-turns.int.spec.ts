import { newId } from '@postrider/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { openDatabase, type TestDatabase } from '../../postgres/database.fixture.spec.js';
import { takeExportTurn } from '../export/export-turns.js';
import { addCount, findUncounted, lockOperation, advanceOperation, takeBulkTurn } from './bulk-turns.js';

let test: TestDatabase;
beforeAll(async () => {
  test = await openDatabase();
});
afterAll(() => test.close());
beforeEach(() => test.database.query('DELETE FROM bulk_operations'));

async function start(organization_id: string, kind = 'replay'): Promise<string> {
  const id = newId('bulkOperation');
  await test.database.query(
    `INSERT INTO bulk_operations (id, organization_id, kind, status, filter, position, bound)
     VALUES ($1, $2, $3, 'running', '{}', 'a', 'z')`,
    [id, organization_id, kind],
  );
  return id;
}

async function turns(count: number): Promise<(string | undefined)[]> {
  const taken = [];
  for (let n = 0; n < count; n++) taken.push(await takeBulkTurn(test.database));
  return taken;
}

async function operation(id: string) {
  const { rows } = await test.database.query<{ status: string; total: number | null; processed: number }>(
    'SELECT status, total, processed FROM bulk_operations WHERE id = $1',
    [id],
  );
  return rows[0];
}

const page = (processed: number, last: string | undefined, isLast = false) => ({ processed, skipped: 0, last, isLast });

describe('running operations', () => {
  it('take turns by organization, however many of them one organization has', async () => {
    const [many, few] = [newId('organization'), newId('organization')];
    const [first, second, third] = [await start(many), await start(many), await start(many)];
    const small = await start(few);
    // The operation started last has waited least.
    expect(await turns(7)).toEqual([first, small, second, small, third, small, first]);
  });

  it('of a new organization do not run before those that wait', async () => {
    const waits = await start(newId('organization'));
    const late = newId('organization');
    const first = await start(late);
    expect(await turns(1)).toEqual([waits]);
    await test.database.query(`UPDATE bulk_operations SET status = 'completed' WHERE id = $1`, [first]);
    const second = await start(late);
    expect(await turns(3)).toEqual([waits, second, waits]);
  });

  it('locked by another dispatcher leave their turn to others', async () => {
    const [busy, free] = [await start(newId('organization')), await start(newId('organization'))];
    await test.database.transaction(async (sql) => {
      expect((await lockOperation(sql, busy))?.id).toBe(busy);
      expect(await turns(2)).toEqual([free, free]);
    });
    expect(await turns(1)).toEqual([busy]);
  });

  it('and exports have turns of their own', async () => {
    const [one, other] = [newId('organization'), newId('organization')];
    const exports = [await start(one, 'export'), await start(other, 'export')];
    const replay = await start(other);
    expect(await turns(2)).toEqual([replay, replay]);
    const taken = [];
    for (let n = 0; n < 3; n++) taken.push(await takeExportTurn(test.database));
    expect(taken).toEqual([...exports, exports[0]]);
  });

  it('get no turn when all have ended', async () => {
    const id = await start(newId('organization'));
    await test.database.query(`UPDATE bulk_operations SET status = 'cancelled'`);
    expect(await turns(1)).toEqual([undefined]);
    expect(await test.database.transaction((sql) => lockOperation(sql, id))).toBeUndefined();
    expect(await findUncounted(test.database, '')).toBeUndefined();
  });
});

describe('the total of an operation', () => {
  it('is the sum of its parts, counted before the work', async () => {
    const id = await start(newId('organization'));
    const count = async (matches: number, last: string | undefined, isLast: boolean) => {
      const uncounted = await findUncounted(test.database, '');
      if (uncounted) await addCount(test.database, uncounted, { matches, last, isLast });
    };
    await count(10, 'k', false);
    await advanceOperation(test.database, id, page(2, 'c'));
    expect(await operation(id)).toEqual({ status: 'running', total: null, processed: 2 });
    await count(5, undefined, true);
    expect(await operation(id)).toMatchObject({ total: 15, processed: 2 });
    expect(await findUncounted(test.database, '')).toBeUndefined();
  });

  it('continues from the number of processed streams when the work overtakes the count', async () => {
    const id = await start(newId('organization'));
    const stale = await findUncounted(test.database, '');
    if (!stale) throw new Error('it is not counted');
    await advanceOperation(test.database, id, page(7, 'm'));
    // This part is counted from the beginning, and too late.
    await addCount(test.database, stale, { matches: 3, last: 'd', isLast: false });
    const now = await findUncounted(test.database, '');
    expect(now).toMatchObject({ counted: 7, count_position: 'm' });
    if (now) await addCount(test.database, now, { matches: 4, last: 'q', isLast: true });
    expect(await operation(id)).toMatchObject({ total: 11, processed: 7 });
  });

  it('is the number of processed streams if the operation completes before it is counted', async () => {
    const id = await start(newId('organization'));
    await advanceOperation(test.database, id, page(7, 'm'));
    await advanceOperation(test.database, id, page(1, 'n', true));
    expect(await operation(id)).toEqual({ status: 'completed', total: 8, processed: 8 });
  });
});
