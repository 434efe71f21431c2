import type { DeliveryStatus } from '@postrider/contracts';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { addEndpoint, responded, attempt, publish, replay } from '../../read-models/commands.fixture.spec.js';
import { createOrganization, openDatabase, type TestDatabase } from '../../postgres/database.fixture.spec.js';
import type { BulkFilter } from '../../postgres/tables/bulk-operation.table.js';
import { countDeliveries, countEvents, nextDeliveries, nextEvents } from './bulk-pages.js';

let test: TestDatabase;
let organization_id: string;
const endpoints: string[] = [];
/**
 * Per endpoint two of each, the second one by a way back: delivered after a replay, failed after one, pending by one.
 */
const byStatus: Record<DeliveryStatus, string[]> = { pending: [], delivered: [], failed: [] };

beforeAll(async () => {
  test = await openDatabase();
  organization_id = await createOrganization(test.database);
  for (let n = 0; n < 2; n++) {
    const { id } = await addEndpoint(test.database, organization_id);
    endpoints.push(id);
    const make = async (...statuses: number[]): Promise<string> => {
      const { deliveries } = await publish(test.database, { organization_id, endpoint_ids: [id] });
      const [delivery = ''] = deliveries;
      for (const [i, status] of statuses.entries()) {
        if (i > 0) await replay(test.database, delivery);
        await attempt(test.database, delivery, responded(status));
      }
      return delivery;
    };
    byStatus.delivered.push(await make(200), await make(410, 200));
    byStatus.failed.push(await make(410), await make(200, 410));
    byStatus.pending.push(await make(), await make(200));
    await replay(test.database, byStatus.pending.at(-1) ?? '');
  }
});
afterAll(() => test.close());

const range = (filter: BulkFilter, organization = organization_id) => ({
  organization_id: organization,
  filter,
  position: 'whd_',
  bound: 'whd`',
});

/** All candidates of a bulk replay, page by page. */
async function taken(filter: BulkFilter, limit: number, organization?: string): Promise<string[]> {
  const found: string[] = [];
  let position = 'whd_';
  for (let pages = 0; pages < 100; pages++) {
    const page = await nextDeliveries(test.database, { ...range(filter, organization), position }, limit);
    expect(page.candidates.length).toBeLessThanOrEqual(limit);
    found.push(...page.candidates.map(({ delivery }) => delivery.id));
    if (page.isLast) return found;
    position = page.last ?? position;
  }
  throw new Error('the pages do not end');
}

async function counted(filter: BulkFilter, limit: number, organization?: string): Promise<number> {
  let matches = 0;
  let position = 'whd_';
  for (let parts = 0; parts < 100; parts++) {
    const part = await countDeliveries(test.database, { ...range(filter, organization), position }, limit);
    matches += part.matches;
    if (part.isLast) return matches;
    position = part.last ?? position;
  }
  throw new Error('the parts do not end');
}

/** The matches, by a scan of all deliveries. */
async function matching(filter: BulkFilter): Promise<string[]> {
  const { rows } = await test.database.query<Required<BulkFilter> & { id: string }>('SELECT * FROM deliveries');
  const { delivery_ids, ...others } = filter;
  const wanted = Object.entries(others);
  return rows
    .filter((row) => wanted.every(([name, value]) => value === undefined || row[name as keyof typeof others] === value))
    .filter(({ id }) => delivery_ids?.includes(id) ?? true)
    .map(({ id }) => id)
    .toSorted();
}

describe('a bulk replay', () => {
  it('reads and counts the matches of all its filters, in pages of any size', async () => {
    await test.database.query(`UPDATE deliveries SET event_type = 'rare' WHERE id = ANY($1)`, [
      [byStatus.failed[0], byStatus.pending[0], byStatus.delivered[0]],
    ]);
    const { rows } = await test.database.query<{ id: string; event_stream_id: string; event_type: string }>(
      'SELECT id, event_stream_id, event_type FROM deliveries ORDER BY id',
    );
    const ids = rows.map(({ id }) => id).filter((_, i) => i % 2 === 0);
    const common = rows.find(({ event_type }) => event_type !== 'rare');
    const choices: { [K in keyof Required<Omit<BulkFilter, 'customer_id' | 'search'>>]: BulkFilter[K][] } = {
      endpoint_id: [undefined, endpoints[1]],
      status: [undefined, 'pending', 'delivered', 'failed'],
      event_type: [undefined, 'rare', common?.event_type],
      event_stream_id: [undefined, rows[3]?.event_stream_id, ''],
      delivery_ids: [undefined, [...ids.toReversed(), ...ids, 'whd_00000000000000000000000000']],
    };
    let some = 0;
    for (const endpoint_id of choices.endpoint_id)
      for (const status of choices.status)
        for (const event_type of choices.event_type)
          for (const event_stream_id of choices.event_stream_id)
            for (const delivery_ids of choices.delivery_ids) {
              const filter = { endpoint_id, status, event_type, event_stream_id, delivery_ids };
              const expected = await matching(filter);
              some += expected.length > 0 ? 1 : 0;
              expect({ filter, taken: await taken(filter, 2) }).toEqual({ filter, taken: expected });
              expect({ filter, taken: await taken(filter, 100) }).toEqual({ filter, taken: expected });
              expect({ filter, counted: await counted(filter, 3) }).toEqual({ filter, counted: expected.length });
            }
    expect(some).toBeGreaterThan(30);
  });

  it('compares filters that no index knows, in its pages and in its count', async () => {
    const { delivered, failed } = byStatus;
    const expected: [BulkFilter, string[]][] = [
      [{ search: { response_status: 410 } }, failed],
      [{ search: { response_class: 4 }, endpoint_id: endpoints[0] }, failed.slice(0, 2)],
      [{ search: { response_class: 2, replayed: true }, status: 'delivered' }, [1, 3].map((n) => delivered[n] ?? '')],
      [{ search: { failure_reason: 'timeout' } }, []],
      [{ search: { min_attempts: 2 }, status: 'failed' }, [1, 3].map((n) => failed[n] ?? '')],
      [{ search: { test: true } }, []],
      [{ search: { test: false, min_duration_ms: 3_600_000 } }, []],
      [{ search: { response_status: 410 }, delivery_ids: delivered.concat(failed.slice(1)) }, failed.slice(1)],
    ];
    for (const [filter, deliveries] of expected) {
      expect({ filter, taken: await taken(filter, 2) }).toEqual({ filter, taken: deliveries.toSorted() });
      expect({ filter, counted: await counted(filter, 3) }).toEqual({ filter, counted: deliveries.length });
    }
  });

  it('reads nothing of another organization, whatever its filter', async () => {
    const stranger = await createOrganization(test.database);
    for (const filter of [
      {},
      { endpoint_id: endpoints[0] },
      { endpoint_id: endpoints[0], status: 'failed' as const },
      { endpoint_id: endpoints[0], status: 'pending' as const },
      { delivery_ids: byStatus.failed },
    ]) {
      expect(await taken(filter, 10, stranger)).toEqual([]);
      expect(await counted(filter, 10, stranger)).toBe(0);
    }
  });

  it('locks its candidates', async () => {
    await test.database.transaction(async (sql) => {
      const { candidates } = await nextDeliveries(sql, range({ status: 'failed' }), 1);
      const { rows } = await test.database.query('SELECT id FROM deliveries WHERE id = $1 FOR UPDATE SKIP LOCKED', [
        candidates[0]?.delivery.id,
      ]);
      expect(rows).toEqual([]);
    });
  });
});

it('a recovery reads and counts the events of its organization, without test events', async () => {
  await publish(test.database, { organization_id, endpoint_ids: [endpoints[0] ?? ''], test: true });
  const { rows } = await test.database.query<{ id: string }>(
    'SELECT id FROM published_events WHERE NOT test ORDER BY id',
  );
  const events = { ...range({ endpoint_id: endpoints[0] }), bound: 'evt`' };
  const found: string[] = [];
  let matches = 0;
  for (let position = 'evt_'; ;) {
    const page = await nextEvents(test.database, { ...events, position }, 5);
    const part = await countEvents(test.database, { ...events, position }, 5);
    expect([part.last, part.isLast]).toEqual([page.last, page.isLast]);
    found.push(...page.candidates.map(({ stream_id }) => stream_id));
    matches += part.matches;
    if (page.isLast) break;
    position = page.last ?? position;
  }
  expect(found).toEqual(rows.map(({ id }) => id));
  expect(matches).toBe(rows.length);
});
