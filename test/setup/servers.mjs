import { rmSync } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { findOrInstallChromium, findOrInstallRedis, startPostgres, startRedis } from '@postrider/testing';

let dir;
const started = [];

export async function startServers() {
  dir = await mkdtemp(join(tmpdir(), 'postrider-test-'));
  // PostgreSQL runs as another user if the tests run as root.
  await chmod(dir, 0o711);
  process.once('exit', removeSync);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, exitBySignal);
  try {
    const postgres = await startPostgres({
      dataDir: join(dir, 'postgres'),
      settings: { fsync: 'off', full_page_writes: 'off', max_connections: 300 },
    });
    started.push(postgres);
    await findOrInstallRedis(tell);
    // Installed here, since two specs must not install it at the same time. Without it, those specs fail.
    await findOrInstallChromium(tell).catch((error) => tell(error.message));
    const redis = await startRedis({ dir: join(dir, 'redis') });
    started.push(redis);
    return { databaseUrl: postgres.url, redisUrl: redis.url };
  } catch (error) {
    await stopServers();
    throw error;
  }
}

function tell(line) {
  process.stderr.write(`${line}\n`);
}

export async function stopServers() {
  await Promise.allSettled(started.splice(0).map((server) => server.stop()));
  if (dir !== undefined) await rm(dir, { recursive: true, force: true });
  dir = undefined;
  process.off('exit', removeSync);
}

/** A signal alone would skip the exit handler. */
function exitBySignal() {
  process.exit(130);
}

function removeSync() {
  for (const server of started.splice(0)) process.kill(server.pid, 'SIGKILL');
  if (dir !== undefined) rmSync(dir, { recursive: true, force: true, maxRetries: 3 });
}
