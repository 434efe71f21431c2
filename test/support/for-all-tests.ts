import { afterAll, beforeAll } from '@jest/globals';

import { Database } from '@postrider/event-store';
import { Receiver } from '@postrider/testing';

import { OwnPostgres } from './postgres.js';
import { type Postrider, type PostriderOptions, startPostrider } from './postrider.js';

export interface Services {
  postrider: Postrider;
  receiver: Receiver;
}

/** Starts a Postrider and a receiver for all tests of a file. */
export function forAllTests(options: PostriderOptions, use: (services: Services) => void): void {
  let services: Services | undefined;
  beforeAll(async () => {
    services = await startServices(options);
    use(services);
  });
  afterAll(() => services && endServices(services));
}

export interface OwnServices extends Services {
  postgres: OwnPostgres;
  /** The test's own connections, with a longer timeout than Postrider's. */
  database: Database;
}

/** The same with its own Postgres, which the tests may stop, and a connection to Postrider's database. */
export function forAllTestsOnOwnPostgres(
  { server, ...options }: PostriderOptions & { server?: Readonly<Record<string, string | number>> },
  use: (services: OwnServices) => void,
): void {
  let own: OwnServices | undefined;
  beforeAll(async () => {
    const postgres = await OwnPostgres.start(server);
    const services = await startServices({ ...options, postgresUrl: postgres.url });
    const { databaseUrl: url } = services.postrider;
    own = { ...services, postgres, database: new Database({ url, size: 1, timeoutMs: 60_000, name: 'e2e' }) };
    use(own);
  });
  afterAll(async () => {
    await own?.database.end();
    if (own) await endServices(own);
    await own?.postgres.end();
  });
}

async function startServices(options: PostriderOptions): Promise<Services> {
  const receiver = await Receiver.start();
  try {
    return { postrider: await startPostrider(options), receiver };
  } catch (error) {
    // An open server would keep Jest from exiting.
    await receiver.stop();
    throw error;
  }
}

async function endServices({ postrider, receiver }: Services): Promise<void> {
  // The receiver first: hanging attempts end with it, and dispatchers wait for them.
  await receiver.stop();
  await postrider.end();
}
