import { join } from 'node:path';

import { expect, it } from '@jest/globals';
import { Database, migrate } from '@postrider/event-store';
import { createDatabase, dropDatabase } from '@postrider/testing';

import { checkout, readText } from './checkout.js';

interface SchemaPage {
  schemaPage: (database: Database) => Promise<string>;
  withoutSizes: (page: string) => string;
}

it('docs/schema.md has the schema as it is, with a text for everything (else: npm run docs:schema)', async () => {
  const { schemaPage, withoutSizes } = (await import(join(checkout, 'docs/schema-page.mjs'))) as SchemaPage;
  const adminUrl = process.env.POSTRIDER_TEST_DATABASE_URL ?? '';
  const { name, url } = await createDatabase(adminUrl);
  await migrate(url);
  const database = new Database({ url, size: 1, timeoutMs: 30_000, name: 'postrider-test' });
  try {
    const page = await schemaPage(database);
    expect(withoutSizes(await readText('docs/schema.md'))).toBe(page);
    expect(page).not.toMatch(/\| (null|undefined)? ?\|/);
  } finally {
    await database.end();
    await dropDatabase(adminUrl, name);
  }
});
