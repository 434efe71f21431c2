import { chmod, chown, copyFile, stat } from 'node:fs/promises';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { Database, DatabaseUnavailable } from '@postrider/event-store';
import { waitUntil } from '@postrider/testing';

import { OwnPostgres } from '../support/postgres.js';

const fixtures = join(import.meta.dirname, '..', 'fixtures', 'tls');

let postgres: OwnPostgres;

async function query(url: string, text: string): Promise<Record<string, unknown> | undefined> {
  const database = new Database({ url, size: 1, timeoutMs: 10_000, name: 'tls' });
  try {
    return (await database.query(text)).rows[0];
  } finally {
    await database.end();
  }
}

const isEncrypted = (parameters: string) =>
  query(`${postgres.url}?${parameters}`, 'SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()');

beforeAll(async () => {
  postgres = await OwnPostgres.start();
  const found = await query(postgres.url, `SELECT current_setting('data_directory') AS dir`);
  const dir = String(found?.dir);
  const { uid, gid } = await stat(dir);
  for (const kind of ['crt', 'key']) {
    const file = join(dir, `server.${kind}`);
    await copyFile(join(fixtures, `valid.${kind}`), file);
    await chmod(file, 0o600);
    await chown(file, uid, gid);
  }
  await query(postgres.url, 'ALTER SYSTEM SET ssl = on');
  await query(postgres.url, 'SELECT pg_reload_conf()');
  const isOn = async () => (await query(postgres.url, `SELECT current_setting('ssl') AS ssl`))?.ssl === 'on';
  await waitUntil(isOn, { what: 'TLS', timeoutMs: 20_000 });
});

afterAll(() => postgres.end());

describe('a connection to Postgres by TLS', () => {
  it('is encrypted, and trusts the authority of the file', async () => {
    const authority = encodeURIComponent(join(fixtures, 'authority.crt'));
    expect(await isEncrypted(`sslmode=verify-full&sslrootcert=${authority}`)).toEqual({ ssl: true });
  });

  it('is refused if the authority is unknown', async () => {
    await expect(isEncrypted('sslmode=verify-full')).rejects.toThrow(DatabaseUnavailable);
    const other = encodeURIComponent(join(fixtures, 'self-signed.crt'));
    await expect(isEncrypted(`sslmode=verify-full&sslrootcert=${other}`)).rejects.toThrow(DatabaseUnavailable);
  });
});
