import { firstIdAt } from '@postrider/contracts';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { addEndpoint, answered, attempt, publish, replay } from './commands.fixture.spec.js';
import { waitUntil } from '@postrider/testing';
import { createOrganization, openDatabase, type TestDatabase } from './database.fixture.spec.js';
import { readStream } from './log.js';
import { dropPartitionsBefore, ensurePartitions } from './partitions.js';

const day = 24 * 3_600_000;
/** A Wednesday; its week began on Monday, 16 November. */
const now = new Date('2026-11-18T12:00:00.000Z');
const monday = new Date('2026-11-16T00:00:00.000Z');
const weeks = ['20261109', '20261116', '20261123', '20261130', '20261207', '20261214'];
const partitionsOf = (week: string): string[] => [
  `deliveries_whd_${week}`,
  `domain_events_evt_${week}`,
  `domain_events_whd_${week}`,
  `published_events_evt_${week}`,
];

let fresh: TestDatabase;
let test: TestDatabase;
let organization_id: string;
let endpoint_id: string;
beforeAll(async () => {
  fresh = await openDatabase();
  organization_id = await createOrganization(fresh.database);
  endpoint_id = (await addEndpoint(fresh.database, organization_id)).id;
  await fresh.database.end();
});
afterAll(() => fresh.drop());
beforeEach(async () => {
  test = await openDatabase({ template: fresh.name });
});
afterEach(() => test.close());

/** The partitions with a number for each that stays the same as long as the partition does. */
async function partitions(): Promise<Map<string, number>> {
  const { rows } = await test.database.query<{ name: string; oid: number }>(
    `SELECT c.relname AS name, c.oid FROM pg_inherits JOIN pg_class c ON c.oid = inhrelid
      WHERE c.relkind = 'r' AND c.relname ~ '_\\d{8}$' ORDER BY c.relname`,
  );
  return new Map(rows.map(({ name, oid }) => [name, oid]));
}

/** An event with one delivery, whose ids were made at that time. */
async function publishAt(time: Date): Promise<{ event: string; delivery: string }> {
  const ids = { event: firstIdAt('event', time), delivery: firstIdAt('delivery', time) };
  await publish(test.database, {
    organization_id,
    endpoint_ids: [endpoint_id],
    stream_id: ids.event,
    delivery_ids: [ids.delivery],
    occurred_at: time,
  });
  return ids;
}

async function homesOf({ event, delivery }: { event: string; delivery: string }): Promise<string[]> {
  const { rows } = await test.database.query<{ home: string }>(
    `SELECT tableoid::regclass::text AS home FROM domain_events WHERE stream_id = ANY($1)
      UNION ALL SELECT tableoid::regclass::text FROM published_events WHERE id = ANY($1)
      UNION ALL SELECT tableoid::regclass::text FROM deliveries WHERE id = ANY($1)`,
    [[event, delivery]],
  );
  return rows.map(({ home }) => home).toSorted();
}

describe('ensurePartitions', () => {
  it('makes those of last week, this week and the next four', async () => {
    await ensurePartitions(test.database, now);
    expect([...(await partitions()).keys()]).toEqual(weeks.flatMap(partitionsOf).toSorted());
  });

  it('changes nothing when it runs again', async () => {
    await ensurePartitions(test.database, now);
    const before = await partitions();
    await ensurePartitions(test.database, now);
    await ensurePartitions(test.database, new Date(now.getTime() + 4 * day));
    expect(await partitions()).toEqual(before);
  });

  it('makes one week more when a week has passed', async () => {
    await ensurePartitions(test.database, now);
    const before = await partitions();
    await ensurePartitions(test.database, new Date(monday.getTime() + 7 * day));
    const added = [...(await partitions()).keys()].filter((name) => !before.has(name));
    expect(added).toEqual(partitionsOf('20261221'));
  });

  it('can run in several gateways at once', async () => {
    await Promise.all(Array.from({ length: 5 }, () => ensurePartitions(test.database, now)));
    expect((await partitions()).size).toBe(weeks.length * 4);
  });

  it('can be caught up with after a long pause', async () => {
    await ensurePartitions(test.database, now);
    const later = new Date(now.getTime() + 365 * day);
    await ensurePartitions(test.database, later);
    expect(await homesOf(await publishAt(later))).toEqual(partitionsOf('20271115'));
  });
});

describe('what is published', () => {
  beforeEach(() => ensurePartitions(test.database, now));

  it('lands in the partitions of its week, from Monday 0:00 UTC on', async () => {
    expect(await homesOf(await publishAt(now))).toEqual(partitionsOf('20261116'));
    expect(await homesOf(await publishAt(monday))).toEqual(partitionsOf('20261116'));
    expect(await homesOf(await publishAt(new Date(monday.getTime() - 1)))).toEqual(partitionsOf('20261109'));
    expect(await homesOf(await publishAt(new Date(monday.getTime() + 7 * day)))).toEqual(partitionsOf('20261123'));
  });

  it('is kept also where nobody has made a partition yet', async () => {
    const ids = await publishAt(new Date(now.getTime() + 100 * day));
    expect(await homesOf(ids)).toEqual([
      'deliveries_other',
      'domain_events_other',
      'domain_events_other',
      'published_events_other',
    ]);
    expect(await readStream(test.database, ids.delivery)).toHaveLength(1);
  });

  it('stays in its partition when it changes', async () => {
    const ids = await publishAt(now);
    await attempt(test.database, ids.delivery, answered(200));
    expect(new Set(await homesOf(ids))).toEqual(new Set(partitionsOf('20261116')));
  });
});

describe('a week whose rows are in the default partition', () => {
  it('is named, and keeps no other week from getting its partitions', async () => {
    const ids = await publishAt(now);
    const refused = await ensurePartitions(test.database, now);
    expect(refused.toSorted()).toEqual(partitionsOf('20261116'));
    expect(await homesOf(await publishAt(new Date(monday.getTime() + 7 * day)))).toEqual(partitionsOf('20261123'));
    expect(await readStream(test.database, ids.delivery)).toHaveLength(1);
  });
});

describe('dropPartitionsBefore', () => {
  beforeEach(() => ensurePartitions(test.database, now));

  const deliver = async (time: Date): Promise<{ event: string; delivery: string }> => {
    const ids = await publishAt(time);
    await attempt(test.database, ids.delivery, answered(200));
    return ids;
  };

  const deliveriesOf = (week: string): string[] => partitionsOf(week).filter((name) => /^deliveries|_whd_/.test(name));
  const eventsOf = (week: string): string[] => partitionsOf(week).filter((name) => name.includes('_evt_'));

  it('drops whole weeks of deliveries that have ended, with their log, and no others', async () => {
    const [old, current] = [await deliver(new Date(monday.getTime() - 1)), await deliver(monday)];
    const dropped = await dropPartitionsBefore(test.database, monday);
    expect(dropped.toSorted()).toEqual(deliveriesOf('20261109'));
    expect(await readStream(test.database, old.delivery)).toEqual([]);
    expect(await readStream(test.database, current.delivery)).toHaveLength(2);
  });

  it('keeps events a week longer, for deliveries whose ids fell into the week after', async () => {
    const old = await deliver(new Date(monday.getTime() - 1));
    await dropPartitionsBefore(test.database, monday);
    expect(await readStream(test.database, old.event)).toHaveLength(1);
    const dropped = await dropPartitionsBefore(test.database, new Date(monday.getTime() + 7 * day));
    expect(dropped.toSorted()).toEqual([...deliveriesOf('20261116'), ...eventsOf('20261109')].toSorted());
    expect(await readStream(test.database, old.event)).toEqual([]);
  });

  it('keeps a week until its last millisecond is past retention', async () => {
    expect(await dropPartitionsBefore(test.database, new Date(monday.getTime() - 1))).toEqual([]);
    expect(await dropPartitionsBefore(test.database, monday)).toHaveLength(2);
    expect(await dropPartitionsBefore(test.database, monday)).toEqual([]);
  });

  it('keeps everything from the week on in which a delivery is pending, until that has ended', async () => {
    const { delivery } = await publishAt(monday);
    const longAfter = new Date(now.getTime() + 100 * day);
    expect((await dropPartitionsBefore(test.database, longAfter)).toSorted()).toEqual(deliveriesOf('20261109'));
    expect(await readStream(test.database, delivery)).toHaveLength(1);

    await attempt(test.database, delivery, answered(200));
    const dropped = await dropPartitionsBefore(test.database, longAfter);
    expect(dropped).toEqual(expect.arrayContaining([...deliveriesOf('20261116'), ...deliveriesOf('20261123')]));
  });

  it('leaves nothing pending of a week in which a replay was asked for while it was dropped', async () => {
    const { delivery } = await deliver(new Date(monday.getTime() - 1));
    const dropping = await test.database.transaction(async (sql) => {
      await replay(sql, delivery);
      const dropped = dropPartitionsBefore(test.database, monday);
      // The list is of all databases of the server, and other tests wait in theirs.
      const waiting = `SELECT 1 FROM pg_locks l JOIN pg_database d ON d.oid = l.database
                        WHERE NOT l.granted AND d.datname = current_database()`;
      const blocked = async (): Promise<boolean> => (await test.database.query(waiting)).rows.length > 0;
      await waitUntil(blocked, { what: 'the drop to wait for the replay' });
      return { dropped };
    });
    expect(await dropping.dropped).toContain('deliveries_whd_20261109');
    expect((await test.database.query('SELECT id FROM pending_deliveries')).rows).toEqual([]);
  });

  it('never drops endpoints, nor what has no partition of its week', async () => {
    const other = await deliver(new Date('2020-01-01T00:00:00.000Z'));
    await dropPartitionsBefore(test.database, new Date(now.getTime() + 1_000 * day));
    expect(await readStream(test.database, endpoint_id)).toHaveLength(1);
    expect(await readStream(test.database, other.delivery)).toHaveLength(2);
  });

  it('leaves room for the dropped weeks to be made again', async () => {
    await dropPartitionsBefore(test.database, monday);
    await ensurePartitions(test.database, now);
    expect((await partitions()).size).toBe(weeks.length * 4);
  });
});
