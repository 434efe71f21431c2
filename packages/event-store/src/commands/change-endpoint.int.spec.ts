import { deactivateEndpoint, updateEndpoint } from '@postrider/domain';
import { newId } from '@postrider/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readStream } from '../log/log.js';
import { openDatabase, type TestDatabase } from '../postgres/database.fixture.spec.js';
import { addEndpoint } from '../read-models/commands.fixture.spec.js';
import { changeEndpoint, lockEndpoint } from './change-endpoint.js';

let test: TestDatabase;
const organization_id = newId('organization');
const now = new Date('2026-11-23T10:00:00.123Z');

beforeAll(async () => {
  test = await openDatabase();
});
afterAll(() => test.close());

const describeAs = (id: string, description: string) =>
  test.database.transaction((sql) =>
    changeEndpoint(sql, { id }, (state) => updateEndpoint(state, { description }), now),
  );

describe('a command on an endpoint', () => {
  it('appends what it decides and updates the row', async () => {
    const { id } = await addEndpoint(test.database, organization_id);
    const change = await describeAs(id, 'orders');
    expect(change).toMatchObject({ expectedVersion: 1, next: { description: 'orders', updated_at: now } });
    expect(await lockEndpoint(test.database, { id, organization_id })).toEqual('next' in change && change.next);
    expect((await readStream(test.database, id)).at(-1)?.event).toEqual({
      type: 'EndpointUpdated',
      data: { description: 'orders' },
    });
  });

  it('changes nothing if it is refused or decides nothing', async () => {
    const { id } = await addEndpoint(test.database, organization_id, { active: false });
    const decide = (decision: { refused: 'no' } | []) =>
      test.database.transaction((sql) => changeEndpoint(sql, { id }, () => decision, now));
    expect(await decide({ refused: 'no' })).toEqual({ refused: 'no' });
    expect(await decide([])).toMatchObject({ events: [], next: { version: 1 } });
    expect(await readStream(test.database, id)).toHaveLength(1);
  });

  it('is refused if the organization has no such endpoint', async () => {
    const { id } = await addEndpoint(test.database, organization_id);
    const decide = (key: Parameters<typeof changeEndpoint>[1]) =>
      test.database.transaction((sql) => changeEndpoint(sql, key, (state) => deactivateEndpoint(state, null), now));
    expect(await decide({ id: newId('endpoint') })).toEqual({ refused: 'not_found' });
    expect(await decide({ id, organization_id: newId('organization') })).toEqual({ refused: 'not_found' });
  });

  it('waits for other commands on the same endpoint', async () => {
    const { id } = await addEndpoint(test.database, organization_id);
    await Promise.all(Array.from({ length: 5 }, (_, i) => describeAs(id, String(i))));
    expect((await readStream(test.database, id)).map(({ version }) => version)).toEqual([1, 2, 3, 4, 5, 6]);
  });
});
