import type { DeliveryState } from '@postrider/domain';
import { newId } from '@postrider/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { readStream, VersionConflict } from '../log/log.js';
import { openDatabase, type TestDatabase } from '../postgres/database.fixture.spec.js';
import { addEndpoint, loadDelivery, publish, replay } from '../read-models/commands.fixture.spec.js';
import type { DeliveryKey } from '../statements/load-attempts.js';
import { changeDelivery, deliveryStore, type DeliveryStore } from './change-delivery.js';

let test: TestDatabase;
let endpoint_id: string;
let id: string;
const organization_id = newId('organization');
const now = (): Date => new Date('2026-11-23T10:00:00.123Z');
const replayed = [{ type: 'ReplayRequested', data: { queue: 'replay' } }] as const;

beforeAll(async () => {
  test = await openDatabase();
  endpoint_id = (await addEndpoint(test.database, organization_id)).id;
});
afterAll(() => test.close());
beforeEach(async () => {
  const { deliveries } = await publish(test.database, { organization_id, endpoint_ids: [endpoint_id] });
  id = deliveries[0] ?? '';
});

const key = (deliveryId = id): DeliveryKey => ({ id: deliveryId, endpoint_id });

/** Changes the delivery between the load and the record of the first tries. */
const withConflicts = (conflicts: number): DeliveryStore => {
  const store = deliveryStore(test.database);
  let left = conflicts;
  return {
    load: store.load,
    record: async (change) => {
      if (left-- > 0) await replay(test.database, id);
      return store.record(change);
    },
  };
};

describe('a command on a delivery', () => {
  it('appends what it decides and updates the row', async () => {
    const change = await changeDelivery(deliveryStore(test.database), key(), () => [...replayed], now);
    const next = await loadDelivery(test.database, id);
    expect(change).toMatchObject({ expectedVersion: 1, next });
    expect((await readStream(test.database, id)).slice(1)).toEqual([
      { stream_id: id, organization_id, version: 2, occurred_at: now(), event: replayed[0] },
    ]);
  });

  it('changes nothing if it is refused or decides nothing', async () => {
    const before = await loadDelivery(test.database, id);
    expect(await changeDelivery(deliveryStore(test.database), key(), () => ({ refused: 'no' }), now)).toEqual({
      refused: 'no',
    });
    expect(await changeDelivery(deliveryStore(test.database), key(), () => [], now)).toMatchObject({ events: [] });
    expect(await loadDelivery(test.database, id)).toEqual(before);
  });

  it('is refused if the delivery does not exist', async () => {
    const change = await changeDelivery(deliveryStore(test.database), key(newId('delivery')), () => [...replayed], now);
    expect(change).toEqual({ refused: 'not_found' });
  });

  it('decides once more on the new state after a version conflict', async () => {
    const states: DeliveryState[] = [];
    const change = await changeDelivery(
      withConflicts(1),
      key(),
      (state) => {
        states.push(state);
        return [...replayed];
      },
      now,
    );
    expect(states.map(({ version }) => version)).toEqual([1, 2]);
    expect(change).toMatchObject({ expectedVersion: 2, next: { version: 3 } });
  });

  it('fails with a VersionConflict after a second version conflict', async () => {
    await expect(changeDelivery(withConflicts(2), key(), () => [...replayed], now)).rejects.toThrow(VersionConflict);
    expect(await readStream(test.database, id)).toHaveLength(3);
  });
});
