export { aptInstall } from './apt.js';
export { findOrInstallChromium } from './browser/find-chromium.js';
export { freePort } from './free-port.js';
export type { LocalServer } from './local-server.js';
export { newId } from './new-id.js';
export { type SetClock, setDatabaseClock } from './postgres/database-clock.js';
export { createDatabase, type Database, dropDatabase } from './postgres/database.js';
export { findPgBouncer, type PgBouncerProgram, startPgBouncer } from './postgres/pgbouncer.js';
export { type PostgresOptions, startPostgres } from './postgres/start-postgres.js';
export { Admin, AdminCommandFailed, type AdminResult, type Bootstrapped } from './postrider/admin.js';
export { type Environment, withoutSettings } from './postrider/environment.js';
export { memoryFlags } from './postrider/memory-flags.js';
export { Processes } from './postrider/processes.js';
export { type Programs, programs } from './postrider/programs.js';
export { Service, type ServiceOptions } from './postrider/service.js';
export { createMigratedDatabase } from './postrider/template-database.js';
export {
  describeExit,
  type LineListener,
  ManagedProcess,
  type OutputSource,
  type ProcessExit,
} from './processes/managed-process.js';
export { spawnProcess, type SpawnProcessOptions } from './processes/spawn-process.js';
export type { ReceivedRequest } from './receiver/received-request.js';
export { type Behavior, Receiver, type Reply, type Responder } from './receiver/receiver.js';
export { findRedis, type RedisProgram } from './redis/find-redis.js';
export { findOrInstallRedis } from './redis/install-redis.js';
export { type RedisSet, startCluster, startSentinels } from './redis/redis-sets.js';
export { type RedisOptions, startRedis } from './redis/start-redis.js';
export { type Launch, RestartableServer } from './restartable-server.js';
export { waitUntil, type WaitUntilOptions } from './wait-until.js';
