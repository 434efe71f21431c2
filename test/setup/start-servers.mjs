import { startServers } from './servers.mjs';

/** One PostgreSQL and one Redis for the whole run, never servers that were there before. */
export default async function globalSetup() {
  const { databaseUrl, redisUrl } = await startServers();
  process.env.POSTRIDER_TEST_DATABASE_URL = databaseUrl;
  process.env.POSTRIDER_TEST_REDIS_URL = redisUrl;
}
