// What pg_basebackup does, with Postgres's functions for backups: npm's PostgreSQL has no clients, and the system's refuses a
// newer server.

import { execFile } from 'node:child_process';
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs, promisify } from 'node:util';

import pg from 'pg';

const option = /** @type {const} */ ({ type: 'string', default: '' });
const { dbname, pgdata } = parseArgs({
  options: { dbname: option, pgdata: option, checkpoint: option, 'wal-method': option },
}).values;

const client = new pg.Client({ connectionString: dbname });
await client.connect();
const settings = await client.query(`SELECT current_setting('data_directory') AS dir`);
await client.query(`SELECT pg_backup_start('base', true)`);
await mkdir(pgdata, { recursive: true });
// A file may be removed while it is copied.
await promisify(execFile)('cp', ['-R', `${settings.rows[0].dir}/.`, pgdata]).catch(({ stderr }) => {
  const problems = String(stderr).trim().split('\n');
  if (!problems.every((line) => line.includes('No such file'))) throw new Error(stderr);
});
await rm(join(pgdata, 'postmaster.pid'), { force: true });
for (const entry of await readdir(join(pgdata, 'pg_wal'), { withFileTypes: true })) {
  if (entry.isFile()) await rm(join(pgdata, 'pg_wal', entry.name));
}
const backup = await client.query('SELECT labelfile FROM pg_backup_stop(true)');
await writeFile(join(pgdata, 'backup_label'), backup.rows[0].labelfile);
await client.end();
