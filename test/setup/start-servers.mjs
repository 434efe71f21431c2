import { startServers } from './servers.mjs';

/** Starts one PostgreSQL and one Redis for the whole run. Existing servers are never used. */
export default async function globalSetup() {
  const { databaseUrl, redisUrl } = await startServers();
  process.env.POSTRIDER_TEST_DATABASE_URL = databaseUrl;
  process.env.POSTRIDER_TEST_REDIS_URL = redisUrl;
}
