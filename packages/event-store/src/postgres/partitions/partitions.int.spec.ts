import { firstIdAt } from '@postrider/contracts';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { setDatabaseClock, waitUntil } from '@postrider/testing';
import {
  addEndpoint,
  responded,
  attempt,
  publish,
  publishFanOut,
  replay,
} from '../../read-models/commands.fixture.spec.js';
import { createOrganization, openDatabase, type TestDatabase } from '../database.fixture.spec.js';
import { readStream } from '../../log/log.js';
import { DatabaseUnavailable } from '../sql.js';
import { findDefaultRows, moveDefaultRows } from './default-rows.js';
import { dropPastRetention, plannedDrops, type Dropped } from './drop-partitions.js';
import { ensurePartitions } from './ensure-partitions.js';

const day = 24 * 3_600_000;
/** A Wednesday; its week began on Monday, 16 November. */
const now = new Date('2026-11-18T12:00:00.000Z');
const monday = new Date('2026-11-16T00:00:00.000Z');
const weeks = ['20261109', '20261116', '20261123', '20261130', '20261207', '20261214'];
const partitionsOf = (week: string): string[] => [
  `deliveries_whd_${week}`,
  `domain_events_evt_${week}`,
  `domain_events_whd_${week}`,
  `event_values_evt_${week}`,
  `published_events_evt_${week}`,
];

const namesOf = ({ dropped }: Dropped): string[] => dropped.map(({ partition }) => partition);

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
  // Before the pool has a connection, since existing connections do not use the new clock.
  test = await openDatabase({ template: fresh.name });
  await postgresIsAt(now);
});
afterEach(() => test.close());

/** Stops Postgres's clock at a time. */
const postgresIsAt = (at: Date): Promise<void> => setDatabaseClock(test.url, { at });

/** What maintenance leaves that runs on each day of some weeks. The clock is at the last week's start. */
async function maintainFrom(first: Date, weeksLong: number): Promise<void> {
  await postgresIsAt(first);
  await ensurePartitions(test.database);
  await test.database.query(
    `INSERT INTO maintained_days SELECT $1::date + n FROM generate_series(0, $2 - 1) AS n ON CONFLICT DO NOTHING`,
    [first.toISOString(), 7 * weeksLong],
  );
  await postgresIsAt(new Date(first.getTime() + (weeksLong - 1) * 7 * day));
}

/** The partitions with their OIDs, which change if a partition is recreated. */
async function partitions(): Promise<Map<string, number>> {
  const { rows } = await test.database.query<{ name: string; oid: number }>(
    `SELECT c.relname AS name, c.oid FROM pg_inherits JOIN pg_class c ON c.oid = inhrelid
      WHERE c.relkind = 'r' AND c.relname ~ '_\\d{8}$' ORDER BY c.relname`,
  );
  return new Map(rows.map(({ name, oid }) => [name, oid]));
}

/** An event with one delivery, with ids of that time. */
async function publishAt(time: Date): Promise<{ event: string; delivery: string }> {
  const ids = { event: firstIdAt('event', time), delivery: firstIdAt('delivery', time) };
  await publish(test.database, {
    organization_id,
    endpoint_ids: [endpoint_id],
    stream_id: ids.event,
    delivery_ids: [ids.delivery],
    occurred_at: time,
    indexed: { 'data.order_id': '4711' },
  });
  return ids;
}

async function partitionsWith({ event, delivery }: { event: string; delivery: string }): Promise<string[]> {
  const { rows } = await test.database.query<{ home: string }>(
    `SELECT tableoid::regclass::text AS home FROM domain_events WHERE stream_id = ANY($1)
      UNION ALL SELECT tableoid::regclass::text FROM published_events WHERE id = ANY($1)
      UNION ALL SELECT tableoid::regclass::text FROM event_values WHERE id = ANY($1)
      UNION ALL SELECT tableoid::regclass::text FROM deliveries WHERE id = ANY($1)`,
    [[event, delivery]],
  );
  return rows.map(({ home }) => home).toSorted();
}

describe('ensurePartitions', () => {
  it('creates those of last week, this week and the next four', async () => {
    await ensurePartitions(test.database);
    expect([...(await partitions()).keys()]).toEqual(weeks.flatMap(partitionsOf).toSorted());
  });

  it('changes nothing when it runs again', async () => {
    await ensurePartitions(test.database);
    const before = await partitions();
    await ensurePartitions(test.database);
    await postgresIsAt(new Date(now.getTime() + 4 * day));
    await ensurePartitions(test.database);
    expect(await partitions()).toEqual(before);
  });

  it('creates one more week after a week', async () => {
    await ensurePartitions(test.database);
    const before = await partitions();
    await postgresIsAt(new Date(monday.getTime() + 7 * day));
    await ensurePartitions(test.database);
    const added = [...(await partitions()).keys()].filter((name) => !before.has(name));
    expect(added).toEqual(partitionsOf('20261221'));
  });

  it('may run in several gateways at once', async () => {
    await Promise.all(Array.from({ length: 5 }, () => ensurePartitions(test.database)));
    expect((await partitions()).size).toBe(weeks.length * 5);
  });

  it('creates the current weeks after a long pause', async () => {
    await ensurePartitions(test.database);
    const later = new Date(now.getTime() + 365 * day);
    await postgresIsAt(later);
    await ensurePartitions(test.database);
    expect(await partitionsWith(await publishAt(later))).toEqual(partitionsOf('20271115'));
  });
});

describe('another length of partitions', () => {
  it('begins where the last partition ends', async () => {
    await ensurePartitions(test.database);
    const before = await partitions();
    await postgresIsAt(new Date('2026-12-15T12:00:00Z'));
    await ensurePartitions(test.database, 'day');
    const added = [...(await partitions()).keys()].filter((name) => !before.has(name));
    expect(added).toEqual([...partitionsOf('20261221'), ...partitionsOf('20261222')].toSorted());
    expect(await partitionsWith(await publishAt(new Date('2026-12-21T23:59:59.999Z')))).toEqual(
      partitionsOf('20261221'),
    );
    expect(await partitionsWith(await publishAt(new Date('2026-12-22T00:00:00Z')))).toEqual(partitionsOf('20261222'));
  });

  it('begins with the rest of a week, after days', async () => {
    await ensurePartitions(test.database, 'day');
    const days = [...(await partitions()).keys()].filter((name) => name.startsWith('deliveries'));
    expect(days.map((name) => name.slice(-4))).toEqual([
      '1117',
      '1118',
      '1119',
      '1120',
      '1121',
      '1122',
      '1123',
      '1124',
      '1125',
    ]);
    await ensurePartitions(test.database, 'week');
    const added = [...(await partitions()).keys()].filter(
      (name) => name.startsWith('deliveries') && !days.includes(name),
    );
    expect(added.map((name) => name.slice(-4))).toEqual(['1109', '1116', '1126', '1130', '1207', '1214']);
    expect(await partitionsWith(await publishAt(new Date('2026-11-29T23:59:59.999Z')))).toEqual(
      partitionsOf('20261126'),
    );
  });

  it('is dropped day by day, with events of the day before', async () => {
    await ensurePartitions(test.database, 'day');
    await maintainFrom(monday, 4);
    await postgresIsAt(new Date('2026-11-27T00:00:00Z'));
    const dropped = namesOf(await dropPastRetention(test.database, 7));
    expect(dropped.filter((name) => name.startsWith('deliveries'))).toEqual([
      'deliveries_whd_20261109',
      'deliveries_whd_20261116',
      'deliveries_whd_20261117',
      'deliveries_whd_20261118',
      'deliveries_whd_20261119',
    ]);
    expect(dropped.filter((name) => name.startsWith('published')).at(-1)).toBe('published_events_evt_20261118');
  });

  it('may differ between gateways', async () => {
    await Promise.all([
      ensurePartitions(test.database, 'day'),
      ensurePartitions(test.database, 'week'),
      ensurePartitions(test.database, 'day'),
    ]);
    for (const time of [now, new Date(now.getTime() + 7 * day)]) {
      expect(await partitionsWith(await publishAt(time))).not.toContain('deliveries_other');
    }
  });
});

describe('a published event', () => {
  beforeEach(() => ensurePartitions(test.database));

  it('is stored in the partitions of its week, which begins on Monday 0:00 UTC', async () => {
    expect(await partitionsWith(await publishAt(now))).toEqual(partitionsOf('20261116'));
    expect(await partitionsWith(await publishAt(monday))).toEqual(partitionsOf('20261116'));
    expect(await partitionsWith(await publishAt(new Date(monday.getTime() - 1)))).toEqual(partitionsOf('20261109'));
    expect(await partitionsWith(await publishAt(new Date(monday.getTime() + 7 * day)))).toEqual(
      partitionsOf('20261123'),
    );
  });

  it('is stored in the default partition if its week has none', async () => {
    const ids = await publishAt(new Date(now.getTime() + 100 * day));
    expect(await partitionsWith(ids)).toEqual([
      'deliveries_other',
      'domain_events_other',
      'domain_events_other',
      'event_values_other',
      'published_events_other',
    ]);
    expect(await readStream(test.database, ids.delivery)).toHaveLength(1);
  });

  it('stays in its partition when its delivery changes', async () => {
    const ids = await publishAt(now);
    await attempt(test.database, ids.delivery, responded(200));
    expect(new Set(await partitionsWith(ids))).toEqual(new Set(partitionsOf('20261116')));
  });
});

describe('a week whose rows are in the default partition', () => {
  it('is reported, and other weeks get their partitions', async () => {
    const ids = await publishAt(now);
    const refused = await ensurePartitions(test.database);
    expect(refused.toSorted()).toEqual(partitionsOf('20261116'));
    expect(await partitionsWith(await publishAt(new Date(monday.getTime() + 7 * day)))).toEqual(
      partitionsOf('20261123'),
    );
    expect(await readStream(test.database, ids.delivery)).toHaveLength(1);
  });
});

describe('dropPastRetention', () => {
  const retention = 14;
  const deliver = async (time: Date): Promise<{ event: string; delivery: string }> => {
    const ids = await publishAt(time);
    await attempt(test.database, ids.delivery, responded(200));
    return ids;
  };
  const after = (weeksLater: number, ms = 0): Date => new Date(monday.getTime() + weeksLater * 7 * day + ms);
  const deliveriesOf = (week: string): string[] => partitionsOf(week).filter((name) => /^deliveries|_whd_/.test(name));
  const eventsOf = (week: string): string[] => partitionsOf(week).filter((name) => name.includes('_evt_'));
  const drop = async (at: Date, days = retention): Promise<string[]> => {
    await postgresIsAt(at);
    return namesOf(await dropPastRetention(test.database, days)).toSorted();
  };

  beforeEach(() => maintainFrom(monday, 4));

  it('drops the weeks of deliveries that ended before the retention time, with their log, and no others', async () => {
    const [old, current] = [await deliver(new Date(monday.getTime() - 1)), await deliver(monday)];
    expect(await drop(after(2))).toEqual(deliveriesOf('20261109'));
    expect(await readStream(test.database, old.delivery)).toEqual([]);
    expect(await readStream(test.database, current.delivery)).toHaveLength(2);
  });

  it('returns what was in them', async () => {
    await deliver(new Date(monday.getTime() - 1));
    await test.database.query('ANALYZE deliveries');
    await postgresIsAt(after(2));
    const { dropped } = await dropPastRetention(test.database, retention);
    const [from, to] = [new Date(monday.getTime() - 7 * day), monday];
    expect(dropped.find(({ partition }) => partition.startsWith('deliveries'))).toEqual({
      partition: 'deliveries_whd_20261109',
      from,
      to,
      bytes: expect.any(Number),
      rows: 1,
    });
  });

  it('is announced with the time, and with the reason if partitions stay', async () => {
    const plan = async (partition: string) =>
      (await plannedDrops(test.database, retention)).find((each) => each.partition === partition);
    const first = { partition: 'deliveries_whd_20261109', from: after(-1), to: monday, at: after(2) };
    await postgresIsAt(after(1));
    expect(await plan(first.partition)).toEqual({ ...first, ageDays: 14, keptFor: undefined });
    expect(await plan('published_events_evt_20261109')).toMatchObject({ at: after(3), keptFor: undefined });
    await publishAt(new Date(monday.getTime() - 1));
    expect(await plan(first.partition)).toEqual({ ...first, ageDays: 14, keptFor: 'pending deliveries' });
    expect(await plan('deliveries_whd_20261116')).toMatchObject({ keptFor: 'pending deliveries' });
  });

  it('keeps events a week longer, for deliveries with ids of the next week', async () => {
    const old = await deliver(new Date(monday.getTime() - 1));
    await drop(after(2));
    expect(await readStream(test.database, old.event)).toHaveLength(1);
    expect(await drop(after(3))).toEqual([...deliveriesOf('20261116'), ...eventsOf('20261109')].toSorted());
    expect(await readStream(test.database, old.event)).toEqual([]);
  });

  it('keeps a week until its last millisecond is past retention', async () => {
    expect(await drop(after(2, -1))).toEqual([]);
    expect(await drop(after(2))).toHaveLength(2);
    expect(await drop(after(2))).toEqual([]);
  });

  it('keeps everything from the first week with a pending delivery on, until the delivery has ended', async () => {
    const { delivery } = await publishAt(monday);
    expect(await drop(after(3))).toEqual([...deliveriesOf('20261109')].toSorted());
    expect(await readStream(test.database, delivery)).toHaveLength(1);

    await attempt(test.database, delivery, responded(200));
    expect(await drop(after(3))).toEqual(expect.arrayContaining(deliveriesOf('20261116')));
  });

  it('keeps everything from the first week with an unfinished fan-out on', async () => {
    await publishFanOut(test.database, { organization_id, endpoint_ids: [endpoint_id], count: 1, occurred_at: monday });
    expect(await drop(after(3))).toEqual([...deliveriesOf('20261109')].toSorted());
  });

  /** pg_locks lists all databases of the server, including those of other tests. */
  const isAnyWaiting = async (): Promise<boolean> => {
    const waiting = `SELECT 1 FROM pg_locks l JOIN pg_database d ON d.oid = l.database
                      WHERE NOT l.granted AND d.datname = current_database()`;
    return (await test.database.query(waiting)).rows.length > 0;
  };

  it('keeps a week whose delivery is replayed while it is being dropped', async () => {
    const { delivery } = await deliver(new Date(monday.getTime() - 1));
    await postgresIsAt(after(2));
    const dropping = await test.database.transaction(async (sql) => {
      await replay(sql, delivery);
      const dropped = dropPastRetention(test.database, retention);
      await waitUntil(isAnyWaiting, { what: 'the drop to wait for the replay' });
      return { dropped };
    });
    expect((await dropping.dropped).dropped).toEqual([]);
    expect(await drop(after(2))).toEqual([]);
    expect(await readStream(test.database, delivery)).toHaveLength(3);
    expect((await test.database.query('SELECT id FROM pending_deliveries')).rows).toEqual([{ id: delivery }]);
  });

  it('waits for no backup: events are published meanwhile, and the week is dropped after it', async () => {
    await postgresIsAt(after(2));
    await test.database.transaction(async (backup) => {
      // As pg_dump does, of all partitions.
      await backup.query('LOCK TABLE deliveries, published_events, domain_events IN ACCESS SHARE MODE');
      const ended = new AbortController();
      const dropping = dropPastRetention(test.database, retention).finally(() => {
        ended.abort();
      });
      let published = 0;
      for (let ms = 0; !ended.signal.aborted; ms++) {
        await publishAt(new Date(after(2).getTime() + ms));
        published += 1;
      }
      expect(published).toBeGreaterThan(0);
      const { dropped, inUse } = await dropping;
      expect(dropped).toEqual([]);
      expect(inUse.toSorted()).toEqual(deliveriesOf('20261109'));
    });
    expect(await drop(after(2))).toEqual(deliveriesOf('20261109'));
  });

  it('never drops endpoints or rows in a default partition', async () => {
    const other = await deliver(new Date('2020-01-01T00:00:00.000Z'));
    await maintainFrom(after(4), 6);
    await drop(after(10));
    expect(await readStream(test.database, endpoint_id)).toHaveLength(1);
    expect(await readStream(test.database, other.delivery)).toHaveLength(2);
  });

  it('allows dropped weeks to be created again', async () => {
    await drop(after(2));
    const before = (await partitions()).size;
    await postgresIsAt(now);
    await ensurePartitions(test.database);
    expect((await partitions()).size).toBe(before + 2);
  });

  it.each([0, 1, 7])(
    'keeps this week, the one before and the coming ones with a retention of %i days',
    async (days) => {
      await drop(after(3, 6 * day), days);
      const kept = [...(await partitions()).keys()];
      expect(kept).toEqual(expect.arrayContaining(['20261130', '20261207', '20261214'].flatMap(partitionsOf)));
    },
  );

  describe('after Postgres’s clock was set forward', () => {
    it.each([20, 120, 36_000])('by %i days drops nothing and returns the partitions that it keeps', async (days) => {
      const before = await partitions();
      await postgresIsAt(after(3, days * day));
      const { dropped, kept } = await dropPastRetention(test.database, 28);
      expect(dropped).toEqual([]);
      expect(await partitions()).toEqual(before);
      expect(kept.includes('deliveries_whd_20261130')).toBe(days > 28);
    });

    it('drops as before when the clock is right again', async () => {
      const past = [...eventsOf('20261109'), ...deliveriesOf('20261109'), ...deliveriesOf('20261116')].toSorted();
      expect(await drop(after(3, 120 * day))).toEqual(past);
      expect(await drop(after(4))).toEqual([...eventsOf('20261116'), ...deliveriesOf('20261123')].toSorted());
    });
  });

  it('drops weeks after a pause, once it has run for as many weeks as retention has', async () => {
    await maintainFrom(after(50), 2);
    expect(await drop(after(51))).not.toContain('deliveries_whd_20261207');
    await maintainFrom(after(52), 2);
    expect(await drop(after(53))).toContain('deliveries_whd_20261207');
  });
});

describe('moveDefaultRows', () => {
  const moveRows = async (): Promise<[string, number][]> => {
    const moved: [string, number][] = [];
    for await (const { partition, rows } of moveDefaultRows(test.database)) moved.push([partition, rows]);
    return moved;
  };

  it('moves rows of past, current and future weeks into the partitions of their weeks', async () => {
    const times = [now, new Date('2020-01-01T12:00:00Z'), new Date(now.getTime() + 1_000 * day)];
    const published = [];
    for (const time of times) published.push(await publishAt(time));
    await attempt(test.database, published[0]?.delivery ?? '', responded(200));
    const contents = async (): Promise<object[]> =>
      (await test.database.query('SELECT * FROM deliveries ORDER BY id')).rows;
    const before = await contents();
    expect(await findDefaultRows(test.database)).toHaveLength(15);

    const moved = await moveRows();
    expect(moved.toSorted()).toEqual(
      ['20191230', '20261116', '20290813']
        .flatMap(partitionsOf)
        .map((name) => [name, name === 'domain_events_whd_20261116' ? 2 : 1])
        .toSorted(),
    );
    expect(await contents()).toEqual(before);
    expect(await partitionsWith(published[0] ?? { event: '', delivery: '' })).toEqual([
      'deliveries_whd_20261116',
      'domain_events_evt_20261116',
      'domain_events_whd_20261116',
      'domain_events_whd_20261116',
      'event_values_evt_20261116',
      'published_events_evt_20261116',
    ]);
    expect(await findDefaultRows(test.database)).toEqual([]);
    expect(await ensurePartitions(test.database)).toEqual([]);
  });

  it('skips ids of years that partition names cannot have', async () => {
    await test.database.query(
      `INSERT INTO published_events (id, organization_id, version, event_id, event_type, test, delivery_count, created_at)
       VALUES ('evt_7zzzzzzzzzzzzzzzzzzzzzzzzz', $1, 1, 'a', 'a', false, 0, now())`,
      [organization_id],
    );
    expect(await moveRows()).toEqual([]);
    expect(await findDefaultRows(test.database)).toMatchObject([
      { partition: 'none: published_events of a year after 9999', rows: 1 },
    ]);
  });

  it('creates partitions with the same indexes and storage as the others', async () => {
    await publishAt(now);
    await moveRows();
    await ensurePartitions(test.database);
    const indexesOf = async (week: string): Promise<object[]> => {
      const { rows } = await test.database.query<{ name: string; options: string[] | null; index: string }>(
        `SELECT replace(c.relname, $1, '') AS name, c.reloptions AS options,
                replace(pg_get_indexdef(i.indexrelid), $1, '') AS index
           FROM pg_class c JOIN pg_index i ON i.indrelid = c.oid WHERE c.relname LIKE '%' || $1`,
        [week],
      );
      return rows.map((row) => ({ ...row, index: row.index.replace(/INDEX \S+/, 'INDEX') }));
    };
    const made = await indexesOf('20261116');
    expect(made).toHaveLength((await indexesOf('20261123')).length);
    expect(made).toEqual(expect.arrayContaining(await indexesOf('20261123')));
  });

  it('moves nothing on a second run', async () => {
    await publishAt(now);
    await moveRows();
    const before = await partitions();
    expect(await moveRows()).toEqual([]);
    expect(await partitions()).toEqual(before);
  });

  it('moves each row once when two runs are concurrent', async () => {
    const published = await publishAt(now);
    const moved = (await Promise.all([moveRows(), moveRows()])).flat();
    expect(moved.reduce((sum, [, rows]) => sum + rows, 0)).toBe(5);
    expect(await partitionsWith(published)).toEqual(partitionsOf('20261116'));
  });

  it('keeps events that are published into the week during the move', async () => {
    const at = (ms: number): Date => new Date(now.getTime() + ms);
    await publishAt(at(0));
    const stopped = new AbortController();
    const published: { event: string; delivery: string }[] = [];
    // A statement that waited for the move is repeated, as after an outage.
    const publishAgain = (time: Date): ReturnType<typeof publishAt> =>
      publishAt(time).catch((error: unknown) => {
        if (!(error instanceof DatabaseUnavailable)) throw error;
        return publishAgain(time);
      });
    const writer = (async () => {
      for (let ms = 1; !stopped.signal.aborted; ms++) published.push(await publishAgain(at(ms)));
    })();
    await waitUntil(() => Promise.resolve(published.length > 5), { what: 'the first events' });
    await moveRows();
    stopped.abort();
    await writer;
    const found = await Promise.all(published.map(partitionsWith));
    expect(found.every((each) => each.join() === partitionsOf('20261116').join())).toBe(true);
  });

  it('moves past weeks where retention finds them', async () => {
    await maintainFrom(monday, 5);
    await publishAt(new Date('2020-01-01T12:00:00Z')).then(({ delivery }) =>
      attempt(test.database, delivery, responded(200)),
    );
    await moveRows();
    const dropped = namesOf(await dropPastRetention(test.database, 14));
    expect(dropped).toEqual(expect.arrayContaining(partitionsOf('20191230')));
  });

  it('waits for readers of the default partition, and blocks new ones for less than their timeout', async () => {
    await publishAt(now);
    const moved = await test.database.transaction(async (sql) => {
      await sql.query('SELECT count(*) FROM deliveries_other');
      const moving = moveRows();
      const gaveUp = `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
      const isWaiting = async (): Promise<boolean> => (await test.database.query(gaveUp)).rows.length > 0;
      await waitUntil(isWaiting, { what: 'it to wait for the lock' });
      await waitUntil(async () => !(await isWaiting()), { what: 'it to give the lock up', timeoutMs: 10_000 });
      return { moving };
    });
    expect(await moved.moving).toHaveLength(5);
  });
});
