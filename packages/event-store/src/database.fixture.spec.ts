import { newId } from '@postrider/contracts';
import { createDatabase, dropDatabase } from '@postrider/testing';
import { migrate } from './data-source.js';
import { Database } from './sql.js';

export const adminUrl = (): string => {
  const url = process.env.POSTRIDER_TEST_DATABASE_URL;
  if (url === undefined) throw new Error('POSTRIDER_TEST_DATABASE_URL is set by the setup of the int project');
  return url;
};

export interface TestDatabase {
  url: string;
  database: Database;
  close: () => Promise<void>;
}

/** A database of one's own with the current schema. */
export async function openDatabase(size = 10): Promise<TestDatabase> {
  const { name, url } = await createDatabase(adminUrl());
  await migrate(url);
  const database = new Database({ url, size, timeoutMs: 20_000, name: 'postrider-test' });
  return {
    url,
    database,
    close: async () => {
      await database.end();
      await dropDatabase(adminUrl(), name);
    },
  };
}

export async function createOrganization(database: Database): Promise<string> {
  const id = newId('organization');
  await database.query('INSERT INTO organizations (id, name) VALUES ($1, $2)', [id, 'test']);
  return id;
}
