import { createDatabase, dropDatabase, newId } from '@postrider/testing';
import { migrate } from './migrate.js';
import { Database } from './sql.js';

export const adminUrl = (): string => {
  const url = process.env.POSTRIDER_TEST_DATABASE_URL;
  if (url === undefined) throw new Error('POSTRIDER_TEST_DATABASE_URL is set by the setup of the int project');
  return url;
};

export interface TestDatabase {
  name: string;
  url: string;
  database: Database;
  close: () => Promise<void>;
  drop: () => Promise<void>;
}

/** A new database with the current schema or an earlier one, or a copy of another one without connections. */
export async function openDatabase({
  template,
  migrateTo,
}: { template?: string; migrateTo?: number } = {}): Promise<TestDatabase> {
  const { name, url } = await createDatabase(adminUrl(), undefined, template === undefined ? {} : { template });
  if (template === undefined) await migrate(url, { to: migrateTo });
  const database = new Database({ url, size: 10, timeoutMs: 20_000, name: 'postrider-test' });
  const drop = (): Promise<void> => dropDatabase(adminUrl(), name);
  return {
    name,
    url,
    database,
    drop,
    close: async () => {
      await database.end();
      await drop();
    },
  };
}

export async function createOrganization(database: Database): Promise<string> {
  const id = newId('organization');
  await database.query('INSERT INTO organizations (id, name) VALUES ($1, $2)', [id, 'test']);
  return id;
}
