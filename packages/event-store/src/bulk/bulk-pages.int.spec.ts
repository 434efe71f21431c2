import type { DeliveryStatus } from '@postrider/contracts';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { addEndpoint, answered, attempt, publish, replay } from '../commands.fixture.spec.js';
import { createOrganization, openDatabase, type TestDatabase } from '../database.fixture.spec.js';
import { countDeliveries, nextDeliveries } from './bulk-pages.js';

let test: TestDatabase;
let organization_id: string;
const endpoints: string[] = [];
/** Per endpoint two of each, the second one by a way back: delivered after a replay, failed after one, pending by one. */
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
        await attempt(test.database, delivery, answered(status));
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

const range = (filter: { status?: DeliveryStatus; endpoint_id?: string }) => ({
  organization_id,
  filter,
  position: 'whd_',
  bound: 'whd`',
});

describe.each(['pending', 'delivered', 'failed'] as const)('a bulk replay of what is %s', (status) => {
  it('counts and finds those deliveries, page by page', async () => {
    const wanted = byStatus[status].toSorted();
    expect(await countDeliveries(test.database, range({ status }))).toBe(wanted.length);
    const found: string[] = [];
    for (let position = 'whd_'; found.length < wanted.length; position = found.at(-1) ?? '') {
      const page = await nextDeliveries(test.database, { ...range({ status }), position }, 3);
      expect(page.map(({ delivery }) => delivery.status)).toEqual(page.map(() => status));
      found.push(...page.map(({ delivery }) => delivery.id));
    }
    expect(found).toEqual(wanted);
  });

  it('finds those of an endpoint', async () => {
    const page = await nextDeliveries(test.database, range({ status, endpoint_id: endpoints[1] ?? '' }), 10);
    expect(page.map(({ delivery }) => delivery.id).toSorted()).toEqual(byStatus[status].slice(2).toSorted());
  });

  it('locks them, so that nobody moves them meanwhile', async () => {
    await test.database.transaction(async (sql) => {
      const [first] = await nextDeliveries(sql, range({ status }), 1);
      const { rows } = await test.database.query('SELECT id FROM deliveries WHERE id = $1 FOR UPDATE SKIP LOCKED', [
        first?.delivery.id,
      ]);
      expect(rows).toEqual([]);
    });
  });
});

it('a bulk replay of whatever status finds all', async () => {
  const all = await nextDeliveries(test.database, range({}), 100);
  expect(all.map(({ delivery }) => delivery.id)).toEqual(Object.values(byStatus).flat().toSorted());
});
