import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { addEndpoint, responded, attempt, publish, refused } from '../../read-models/commands.fixture.spec.js';
import { dataSourceOptions, migrate } from '../data-source.js';
import { createOrganization, openDatabase, type TestDatabase } from '../database.fixture.spec.js';
import { dump } from '../../read-models/read-models.fixture.spec.js';

let test: TestDatabase;
beforeAll(async () => {
  test = await openDatabase();
});
afterAll(() => test.close());

it('the migration fills the table of pending deliveries', async () => {
  const organization_id = await createOrganization(test.database);
  const { id } = await addEndpoint(test.database, organization_id);
  const { deliveries } = await publish(test.database, { organization_id, endpoint_ids: [id, id, id, id] });
  const [delivered = '', failed = '', retried = ''] = deliveries;
  await attempt(test.database, delivered, responded(200));
  await attempt(test.database, failed, responded(410));
  await attempt(test.database, retried, refused);
  const before = await dump(test.database);
  expect(before.pending_deliveries).toHaveLength(2);

  const source = new DataSource(dataSourceOptions({ url: test.url, poolSize: 1, timeoutMs: 10_000 }));
  await source.initialize();
  await source.undoLastMigration();
  await source.destroy();
  await migrate(test.url);
  expect(await dump(test.database)).toEqual(before);
});
