import { once } from 'node:events';
import { describe, expect, it } from '@jest/globals';
import { newId } from '@postrider/contracts';
import type { DeliveryState } from '@postrider/domain';
import { DeliveryExport } from './delivery-export.js';
import type { DeliveryQueries } from './delivery-queries.js';

const limits = { exportRowsMax: 1_000_000, exportSearchMax: 3_000, exportTimeoutMs: 60_000 };
const query = { format: 'ndjson' as const };

/** As many deliveries as are asked for, without an end. */
function endlessDeliveries(): DeliveryQueries {
  const now = new Date();
  const row = (): Partial<DeliveryState> => ({ id: newId('delivery', now), created_at: now });
  const find = (_organization: string, _query: object, limit: number) =>
    Promise.resolve({ rows: Array.from({ length: limit }, row), compared: 0, searchedTo: undefined });
  return { find, exported } as unknown as DeliveryQueries;
}

const exported = (rows: readonly object[]): Promise<readonly object[]> =>
  Promise.resolve(rows.map((delivery) => ({ delivery })));

const exportOf = (queries: DeliveryQueries, lists: Partial<typeof limits> = {}) =>
  new DeliveryExport(queries, { lists: { ...limits, ...lists } });

describe('an export', () => {
  it('reads no further than its client', async () => {
    let reads = 0;
    const endless = endlessDeliveries();
    const counting = {
      find: (...args: Parameters<DeliveryQueries['find']>) => {
        reads += 1;
        return endless.find(...args);
      },
      exported,
    } as unknown as DeliveryQueries;
    const file = await exportOf(counting).open('org_1', query);
    file.read();
    await new Promise((resolve) => setImmediate(resolve));
    const before = reads;
    await new Promise((resolve) => setImmediate(resolve));
    expect(reads).toBe(before);
    file.destroy();
  });

  it('breaks off after its time limit, and when the gateway stops', async () => {
    const late = await exportOf(endlessDeliveries(), { exportTimeoutMs: 1 }).open('org_1', query);
    expect(await once(late, 'error')).toEqual([expect.objectContaining({ name: 'AbortError' })]);
    const stopped = exportOf(endlessDeliveries());
    const file = await stopped.open('org_1', query);
    stopped.stop();
    expect(await once(file, 'error')).toEqual([expect.objectContaining({ name: 'AbortError' })]);
  });

  it('ends with a cursor where it compared as many deliveries as it may', async () => {
    const at = newId('delivery', new Date());
    let calls = 0;
    const nothing = {
      find: () => {
        calls += 1;
        return Promise.resolve({ rows: [], compared: 1_000, searchedTo: at });
      },
      exported,
    } as unknown as DeliveryQueries;
    const chunks = await (await exportOf(nothing).open('org_1', query)).toArray();
    expect(JSON.parse(chunks.join(''))).toEqual({
      export: { deliveries: 0, next_cursor: Buffer.from(at).toString('base64url') },
    });
    expect(calls).toBe(3);
  });
});
