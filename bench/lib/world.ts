import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import type { Readable } from 'node:stream';
import { Database } from '@postrider/event-store';
import { JobQueues } from '@postrider/queue';
import {
  createDatabase,
  dropDatabase,
  Processes,
  programs as ownPrograms,
  waitUntil,
  withoutSettings,
  type Environment,
  type ManagedProcess,
  type Programs,
  type Service,
} from '@postrider/testing';
import { jsonApi } from '../targets/json-api.ts';
import { clock } from './figures.ts';
import { kindOf } from './ledger.ts';
import { profileFlags } from '../profile/profile-flags.ts';
import { ReceiverProcess } from './receiver-process.ts';
import { difference, recordedDeliveries, sum, wrongRecords, type Recorded } from './recorded.ts';
import type { Servers } from './servers.ts';
import { onInterruption } from './interruption.ts';
import { failOn, deliveryTimeoutMs, System, type SystemOptions } from './system.ts';

export interface WorldOptions extends SystemOptions {
  /** Default: those of this repository. */
  programs?: Programs | undefined;
  settings?: Record<string, string>;
  /** Number of dispatchers at the start. */
  dispatchers?: number;
  /** Folder for the CPU profiles of the gateway and the dispatchers. */
  profiles?: string;
  /** The work ends with pending deliveries, which must be recorded. */
  leavesPending?: boolean;
  /** The work kills a dispatcher, so that attempts in progress are made again. */
  repeatsDeliveries?: boolean;
}

/** Keys by their names, and the id of their organization. */
type Keys = Record<string, string>;

interface Parts {
  servers: Servers;
  processes: Processes;
  programs: Programs;
  gateway: Service;
  keys: Keys;
  database: Database;
}

/** A Postrider with its own database, a receiver and a load generator, each in its own process. */
export class World extends System {
  readonly servers: Servers;
  readonly gateway: Service;
  readonly dispatchers: ManagedProcess[] = [];
  readonly dispatcherUrls: string[] = [];
  readonly database: Database;
  readonly queues: JobQueues;
  /** The bootstrapped keys and their organization. */
  readonly keys: Keys;
  readonly #processes: Processes;
  readonly #programs: Programs;
  /** Recorded deliveries that were not published. */
  #stored: Recorded = new Map();

  private constructor({ servers, processes, programs, gateway, keys, database }: Parts, receiver: ReceiverProcess) {
    super({ kind: 'postrider', url: gateway.url, secrets: keys }, receiver);
    this.servers = servers;
    this.#processes = processes;
    this.#programs = programs;
    this.gateway = gateway;
    this.database = database;
    this.keys = keys;
    const { REDIS_URL = '', POSTRIDER_REDIS_PREFIX = '' } = processes.env;
    this.queues = new JobQueues({ redisUrl: REDIS_URL, prefix: POSTRIDER_REDIS_PREFIX, jobAttempts: 1 });
  }

  /** Starts a world, runs `work`, checks that nothing was lost, and stops the world in any case. */
  static async with<T>(servers: Servers, options: WorldOptions, work: (world: World) => Promise<T>): Promise<T> {
    const { name, url } = await createDatabase(servers.postgres.url);
    const programs = options.programs ?? ownPrograms;
    const processes = new Processes(environment(servers, url, options), profileFlags(options.profiles), programs);
    const forget = onInterruption(() => processes.kill());
    const database = new Database({ url, size: 2, timeoutMs: deliveryTimeoutMs, name: 'bench' });
    let world: World | undefined;
    try {
      const keys = { ...(await processes.setUp()) };
      const gateway = await processes.start('gateway');
      world = new World({ servers, processes, programs, gateway, keys, database }, await ReceiverProcess.start());
      for (let i = 0; i < (options.dispatchers ?? 1); i++) await world.startDispatcher();
      const result = await work(world);
      if (options.leavesPending) await world.verifyPending();
      else if (!options.unchecked) await world.verify(options.repeatsDeliveries);
      return result;
    } finally {
      await world?.stop();
      await processes.kill();
      await database.end();
      await dropDatabase(servers.postgres.url, name);
      forget();
    }
  }

  async startDispatcher(): Promise<void> {
    const dispatcher = await this.#processes.start('dispatcher');
    this.dispatchers.push(dispatcher.process);
    this.dispatcherUrls.push(dispatcher.url);
  }

  /** Creates a customer with an endpoint for each of the types, of which the first is published. */
  async createCustomer(
    uid: string,
    path: string,
    types: readonly [string, ...string[]],
    fields: { publish_limit?: number } = {},
  ): Promise<void> {
    const manage = jsonApi(`${this.gateway.url}/manage/v1/webhooks`, this.keys.management_key);
    await manage('PUT', `/customers/${uid}`, fields);
    for (const type of types) {
      const url = this.receiver.url + path;
      const { id } = (await manage('POST', '/endpoints', { url, event_types: [type], customer: uid })) as {
        id: string;
      };
      if (type === types[0]) this.ledger.subscribed({ id, path, type: kindOf(type, uid) });
    }
  }

  /** Starts a command of the operator's command line. Its standard output is piped. */
  startAdmin(...args: string[]): ChildProcessByStdio<null, Readable, null> {
    const { admin } = this.#programs;
    return spawn(process.execPath, [...admin, ...args], {
      env: { ...process.env, ...this.#processes.env },
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  }

  /** Stores deliveries that were not published. The final check ignores them. */
  async storing(store: () => Promise<void>): Promise<void> {
    await this.delivered();
    const before = await recordedDeliveries(this.database);
    await store();
    const after = await recordedDeliveries(this.database);
    this.#stored = sum(this.#stored, difference(after, before));
  }

  async delivered(): Promise<number> {
    await this.receiver.arrived(this.expectedArrivals(), deliveryTimeoutMs);
    const ids = this.ledger.endpoints().flatMap(({ id, responds }) => (responds ? [id] : []));
    await waitUntil(async () => !(await this.#isPending(ids)), {
      what: 'nothing to be pending',
      timeoutMs: deliveryTimeoutMs,
    });
    return clock();
  }

  async deliveredWithin(): Promise<void> {
    await this.delivered();
  }

  async crash(): Promise<void> {
    await this.#processes.kill();
    await Promise.all([this.gateway.start(), this.startDispatcher()]);
  }

  /** Waits until so many deliveries wait in Redis for their first attempt; responds when that was. */
  async queued(deliveries: number): Promise<number> {
    await waitUntil(async () => (await this.queues.waitingAttempts('deliver')) >= deliveries, {
      what: `${String(deliveries)} deliveries to be queued`,
      timeoutMs: deliveryTimeoutMs,
    });
    return clock();
  }

  /** Throws unless all acknowledged deliveries are recorded, and all that arrived are recorded as delivered. */
  async verifyPending(): Promise<void> {
    // Attempts in progress are completed and recorded.
    await this.shutDown();
    const [recorded, arrivals] = [await this.#recorded(), await this.receiver.arrivals()];
    const problems = this.ledger.endpoints().flatMap(({ id, path, deliveries }) => {
      const { all, delivered } = recorded.get(id) ?? { all: 0, delivered: 0 };
      const { requests, events } = arrivals[path] ?? { requests: 0, events: 0 };
      return all === deliveries && delivered === events && requests === events
        ? []
        : [
            `${path}: ${deliveries} acknowledged, ${all} recorded; ${events} arrived in ${requests} requests, ${delivered} delivered`,
          ];
    });
    failOn(problems);
  }

  protected async wrongRecords(): Promise<string[]> {
    return wrongRecords(this.ledger.endpoints(), await this.#recorded());
  }

  /** Stops gateway and dispatchers, which then write their profiles. */
  shutDown(): Promise<void> {
    return this.#processes.end();
  }

  override async stop(): Promise<void> {
    await Promise.all([super.stop(), this.queues.close()]);
  }

  async #recorded(): Promise<Recorded> {
    return difference(await recordedDeliveries(this.database), this.#stored);
  }

  async #isPending(endpointIds: readonly string[]): Promise<boolean> {
    const { rows } = await this.database.query(
      `SELECT 1 FROM pending_deliveries p JOIN deliveries d ON d.id = p.id
        WHERE p.endpoint_id = ANY($1) AND d.attempt_count = 0 LIMIT 1`,
      [endpointIds],
    );
    return rows.length > 0;
  }
}

/** The settings of production, with these exceptions. */
function environment(servers: Servers, databaseUrl: string, { settings }: WorldOptions): Environment {
  return {
    ...withoutSettings(),
    NODE_ENV: 'production',
    HOST: '127.0.0.1',
    DATABASE_URL: databaseUrl,
    REDIS_URL: servers.redis.url,
    POSTRIDER_REDIS_PREFIX: `bench-${randomBytes(4).toString('hex')}`,
    POSTRIDER_ENCRYPTION_KEYS: `bench:${randomBytes(32).toString('base64')}`,
    POSTRIDER_ALLOWED_NETWORKS: '127.0.0.0/8',
    POSTRIDER_MANAGEMENT_RATE_LIMIT: '100000',
    ...settings,
  };
}
