import { aptInstall } from '../apt.js';
import { findRedis, type RedisProgram } from './find-redis.js';

/** Contains the server. The package redis-server would also add a service to the machine. */
const PACKAGE = 'redis-tools';
const HOW_TO =
  'Redis (6.2 or later) or Valkey is required, but not installed. Install it with ' +
  '"apt install redis-server", "dnf install valkey", "apk add redis" or "brew install redis", ' +
  'or set REDIS_URL to your own server.';

export async function findOrInstallRedis(log: (line: string) => void = () => undefined): Promise<RedisProgram> {
  const found = await findRedis();
  if (found) return found;

  log(`Redis is not installed: installing the package ${PACKAGE} with apt-get`);
  try {
    await aptInstall(PACKAGE);
  } catch (cause) {
    throw new Error(`${HOW_TO} (${cause instanceof Error ? cause.message : String(cause)})`, { cause });
  }
  const installed = await findRedis();
  if (!installed) throw new Error(HOW_TO);
  return installed;
}
