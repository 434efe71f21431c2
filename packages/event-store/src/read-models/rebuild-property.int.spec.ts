import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addEndpoint, publish } from './commands.fixture.spec.js';
import { createOrganization, openDatabase, type TestDatabase } from '../postgres/database.fixture.spec.js';
import { anyCommand, type World } from './random-commands.fixture.spec.js';
import { dump, emptyReadModels } from './read-models.fixture.spec.js';
import { rebuildReadModels } from './rebuild.js';

let test: TestDatabase;
let organization_id: string;
beforeAll(async () => {
  test = await openDatabase();
  organization_id = await createOrganization(test.database);
});
afterAll(() => test.close());

/** Two endpoints with two pending events each. */
async function startAfresh(): Promise<World> {
  const { database } = test;
  await emptyReadModels(database);
  await database.query('DELETE FROM domain_events');
  await database.query('DELETE FROM fan_outs');
  const world: World = { database, organization_id, customers: [], endpoints: [], deliveries: [] };
  for (let n = 0; n < 2; n++) world.endpoints.push((await addEndpoint(database, organization_id)).id);
  for (let n = 0; n < 2; n++) {
    const { deliveries } = await publish(database, { organization_id, endpoint_ids: world.endpoints });
    world.deliveries.push(...deliveries);
  }
  return world;
}

describe('rebuilding the read models', () => {
  it('gives the same rows after any history', async () => {
    const commands = fc.array(anyCommand, { minLength: 5, maxLength: 40, size: 'max' });
    await fc.assert(
      fc.asyncProperty(commands, fc.integer({ min: 1, max: 8 }), async (sequence, pageSize) => {
        const world = await startAfresh();
        for (const command of sequence) await command(world);
        const live = await dump(test.database);

        const untouched = await rebuildReadModels(test.database, { pageSize });
        expect(untouched.map(({ repaired }) => repaired)).toEqual([0, 0, 0, 0]);
        expect(await dump(test.database)).toEqual(live);

        await emptyReadModels(test.database);
        const fromNothing = await rebuildReadModels(test.database, { pageSize });
        const counts = [live.customers, live.endpoints, live.published_events, live.deliveries].map(
          ({ length }) => length,
        );
        expect(fromNothing.map(({ streams }) => streams)).toEqual(counts);
        expect(fromNothing.map(({ repaired }) => repaired)).toEqual(counts);
        expect(await dump(test.database)).toEqual(live);
      }),
      { numRuns: 30 },
    );
  });
});
