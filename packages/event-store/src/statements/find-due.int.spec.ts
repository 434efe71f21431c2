import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { addEndpoint, responded, attempt, publish, refused, replay } from '../read-models/commands.fixture.spec.js';
import { createOrganization, openDatabase, type TestDatabase } from '../postgres/database.fixture.spec.js';
import { findDue, type DuePage, type DuePosition } from './find-due.js';

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

const now = new Date('2026-11-23T10:00:00.000Z');
const at = (ms: number): Date => new Date(now.getTime() + ms);

const dueAt = async (time: Date, options: { endpoint?: string; test?: boolean } = {}): Promise<string> => {
  const endpoint_ids = [options.endpoint ?? endpoint_id];
  const event = { organization_id, endpoint_ids, occurred_at: time, test: options.test ?? false };
  const { deliveries } = await publish(test.database, event);
  return deliveries[0] ?? '';
};

const idsOf = ({ due }: DuePage): string[] => due.map(({ id }) => id);

describe('findDue', () => {
  it('finds deliveries that were due before a time, oldest first', async () => {
    const [second, first] = [await dueAt(at(-1)), await dueAt(at(-2))];
    await dueAt(now);
    await dueAt(at(1));
    expect(idsOf(await findDue(test.database, { before: now, after: null, limit: 10 }))).toEqual([first, second]);
  });

  it('returns the number of the next attempt and the queue of its job', async () => {
    const [fresh, retried, replayed] = [await dueAt(at(-1)), await dueAt(at(-1)), await dueAt(at(-1))];
    await attempt(test.database, retried, refused, at(-60_000));
    await attempt(test.database, replayed, responded(410), at(-60_000));
    await replay(test.database, replayed);
    const before = new Date(Date.now() + 60_000);
    const { due } = await findDue(test.database, { before, after: null, limit: 10 });
    const next = new Map(due.map(({ id, attempt_count, queue }) => [id, [attempt_count, queue]]));
    expect(next.get(fresh)).toEqual([0, 'deliver']);
    expect(next.get(retried)).toEqual([1, 'retry']);
    expect(next.get(replayed)).toEqual([1, 'replay']);
  });

  it('finds no delivered or failed deliveries', async () => {
    const [delivered, failed] = [await dueAt(at(-1)), await dueAt(at(-1))];
    await attempt(test.database, delivered, responded(200));
    await attempt(test.database, failed, responded(410));
    expect((await findDue(test.database, { before: at(1_000_000), after: null, limit: 10 })).due).toEqual([]);
  });

  it('pages through all due deliveries, also if many are due at the same time', async () => {
    const times = [-5, -5, -5, -4, -3, -3, -3, -3, -3, -1];
    const ids = await Promise.all(times.map((ms) => dueAt(at(ms))));
    for (const limit of [1, 2, 3, 7, 10, 11]) {
      const seen: string[] = [];
      let after: DuePosition | null = null;
      do {
        const page: DuePage = await findDue(test.database, { before: now, after, limit });
        expect(page.due.length).toBeLessThanOrEqual(limit);
        seen.push(...idsOf(page));
        after = page.next;
      } while (after !== null && seen.length <= times.length);
      expect(seen.toSorted()).toEqual(ids.toSorted());
    }
  });

  it('continues after its position although that delivery is no longer due', async () => {
    const [first, second] = [await dueAt(at(-2)), await dueAt(at(-1))];
    const { next } = await findDue(test.database, { before: now, after: null, limit: 1 });
    expect(next?.id).toBe(first);
    await attempt(test.database, first, responded(200));
    expect(idsOf(await findDue(test.database, { before: now, after: next, limit: 1 }))).toEqual([second]);
  });

  it('leaves out rows whose delivery is missing, and continues after them', async () => {
    const [missing, second, third] = [await dueAt(at(-3)), await dueAt(at(-2)), await dueAt(at(-1))];
    await test.database.query('DELETE FROM deliveries WHERE id = $1', [missing]);
    const page = await findDue(test.database, { before: now, after: null, limit: 2 });
    expect(idsOf(page)).toEqual([second]);
    expect(idsOf(await findDue(test.database, { before: now, after: page.next, limit: 2 }))).toEqual([third]);
  });
});
