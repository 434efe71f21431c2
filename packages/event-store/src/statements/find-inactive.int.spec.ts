import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { addEndpoint, responded, attempt, changeEndpoint, publish } from '../read-models/commands.fixture.spec.js';
import { createOrganization, openDatabase, type TestDatabase } from '../postgres/database.fixture.spec.js';
import { findInactiveEndpoints, findPendingOf } from './find-inactive.js';

let test: TestDatabase;
let organization_id: string;
beforeAll(async () => {
  test = await openDatabase();
  organization_id = await createOrganization(test.database);
});
afterAll(() => test.close());

const endpoint = async (): Promise<string> => (await addEndpoint(test.database, organization_id)).id;

async function pending(endpoint_id: string, options: { test?: boolean } = {}): Promise<string> {
  const { deliveries } = await publish(test.database, { organization_id, endpoint_ids: [endpoint_id], ...options });
  return deliveries[0] ?? '';
}

const deactivate = (id: string) =>
  changeEndpoint(test.database, id, () => [{ type: 'EndpointDeactivated', data: { reason: null } }]);

async function allInactive(limit: number) {
  const found = [];
  for (let after = ''; ;) {
    const page = await findInactiveEndpoints(test.database, { after, limit });
    found.push(...page);
    if (page.length < limit) return found;
    after = page.at(-1)?.id ?? '';
  }
}

describe('inactive endpoints', () => {
  it('are found page by page, with whether they have pending deliveries', async () => {
    const [active, idle, busy, deleted] = [await endpoint(), await endpoint(), await endpoint(), await endpoint()];
    for (const id of [active, busy, deleted]) await pending(id);
    await deactivate(idle);
    await deactivate(busy);
    // Its deliveries are still sent.
    await changeEndpoint(test.database, deleted, () => [{ type: 'EndpointDeleted', data: {} }]);
    const expected = [
      { id: idle, has_pending: false },
      { id: busy, has_pending: true },
    ];
    for (const limit of [1, 2, 3]) expect(await allInactive(limit)).toEqual(expected);
  });
});

describe('pending deliveries of an endpoint', () => {
  it('are found page by page, due or not, with test deliveries marked, and without those of others', async () => {
    const [own, other] = [await endpoint(), await endpoint()];
    const [first, second, third] = [await pending(own), await pending(own, { test: true }), await pending(own)];
    await pending(other);
    await attempt(test.database, await pending(own), responded(200));
    const page = await findPendingOf(test.database, { endpointId: own, after: '', limit: 2 });
    expect(page).toEqual([
      { id: first, test: false },
      { id: second, test: true },
    ]);
    expect(await findPendingOf(test.database, { endpointId: own, after: second, limit: 2 })).toEqual([
      { id: third, test: false },
    ]);
  });
});
