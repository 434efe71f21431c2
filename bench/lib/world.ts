import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { Database } from '@postrider/event-store';
import { JobQueues } from '@postrider/queue';
import {
  createDatabase,
  dropDatabase,
  freePort,
  spawnProcess,
  waitUntil,
  type ManagedProcess,
} from '@postrider/testing';
import { openTarget } from '../targets/open-target.ts';
import type { Target, TargetConfig } from '../targets/target.ts';
import { clock } from './figures.ts';
import { LoadGenerator } from './load-generator.ts';
import type { LoadResult, LoadRun } from './load.ts';
import { ReceiverProcess } from './receiver-process.ts';
import type { Servers } from './servers.ts';

const repository = join(import.meta.dirname, '..', '..');
const program = (path: string): string => join(repository, 'apps', path);
const readyMs = 60_000;
const settleMs = 600_000;

export interface WorldOptions {
  settings?: Record<string, string>;
  /** How many are started at once. */
  dispatchers?: number;
  /** Folder for the CPU profiles of the gateway and the dispatchers. */
  profiles?: string;
}

/** A Postrider with a database of its own, a receiver and a load generator, all of them processes. */
export class World {
  readonly config: TargetConfig;
  readonly database: Database;
  readonly env: Record<string, string>;
  /** The process of the gateway, and those of the dispatchers. */
  gateway!: ManagedProcess;
  readonly dispatchers: ManagedProcess[] = [];
  readonly receiver: ReceiverProcess;
  readonly #processes: ManagedProcess[] = [];
  readonly #load = new LoadGenerator();
  readonly #drop: () => Promise<void>;
  #profiles: string | undefined;

  private constructor(
    env: Record<string, string>,
    config: TargetConfig,
    receiver: ReceiverProcess,
    drop: () => Promise<void>,
  ) {
    this.env = env;
    this.config = config;
    this.receiver = receiver;
    this.#drop = drop;
    this.database = new Database({ url: env.DATABASE_URL ?? '', size: 2, timeoutMs: 600_000, name: 'bench' });
  }

  /** The settings are those of production but for these. */
  static async start(
    servers: Servers,
    { settings = {}, dispatchers = 1, profiles }: WorldOptions = {},
  ): Promise<World> {
    const { name, url } = await createDatabase(servers.postgres.url);
    const port = await freePort();
    const env = {
      NODE_ENV: 'production',
      LOG_LEVEL: 'warn',
      HOST: '127.0.0.1',
      PORT: String(port),
      DATABASE_URL: url,
      REDIS_URL: servers.redis.url,
      POSTRIDER_REDIS_PREFIX: `bench-${randomBytes(4).toString('hex')}`,
      POSTRIDER_ENCRYPTION_KEYS: `bench:${randomBytes(32).toString('base64')}`,
      POSTRIDER_ALLOWED_NETWORKS: '127.0.0.0/8',
      POSTRIDER_MANAGEMENT_RATE_LIMIT: '100000',
      ...settings,
    };
    await admin(env, 'migrate');
    const keys = JSON.parse(await admin(env, 'bootstrap', '--json')) as Record<string, string>;
    const target = { kind: 'postrider', url: `http://127.0.0.1:${String(port)}`, secrets: keys } as const;
    const world = new World(env, target, await ReceiverProcess.start(), () => dropDatabase(servers.postgres.url, name));
    world.#profiles = profiles;
    world.gateway = await world.#startProcess('gateway', env, target.url);
    for (let i = 0; i < dispatchers; i++) await world.startDispatcher();
    return world;
  }

  async startDispatcher(): Promise<ManagedProcess> {
    const port = String(await freePort());
    const env = { ...this.env, POSTRIDER_DISPATCHER_HEALTH_PORT: port };
    const dispatcher = await this.#startProcess('dispatcher', env, `http://127.0.0.1:${port}`);
    this.dispatchers.push(dispatcher);
    return dispatcher;
  }

  target(): Target {
    return openTarget(this.config);
  }

  /** Publishes as told; fails when an event is refused. */
  publish(run: Omit<LoadRun, 'target'>): Promise<LoadResult & { perSecond: number }> {
    return this.#load.run({ target: this.config, ...run });
  }

  /** Waits until so many deliveries are recorded as delivered; answers when that was. */
  async recordedDelivered(count: number): Promise<number> {
    await this.#until(async () => (await this.#count("status = 'delivered'")) >= count, `${String(count)} deliveries`);
    return clock();
  }

  /** Waits until nothing is pending, fails if a delivery was given up; answers when that was. */
  async settled(atLeast = 1): Promise<number> {
    await this.#until(
      async () => (await this.#count('true')) >= atLeast && (await this.#count("status = 'pending'")) === 0,
      'nothing to be pending',
    );
    const at = clock();
    const failed = await this.#count("status = 'failed'");
    if (failed > 0) throw new Error(`${String(failed)} deliveries failed`);
    return at;
  }

  /** Waits until so many jobs wait for their first attempt; answers when that was. */
  async queued(jobs: number): Promise<number> {
    const queues = new JobQueues({ redisUrl: this.env.REDIS_URL ?? '', prefix: this.env.POSTRIDER_REDIS_PREFIX ?? '' });
    try {
      await this.#until(
        async () => (await queues.waiting('deliver').catch(() => 0)) >= jobs,
        `${String(jobs)} jobs to be queued`,
      );
      return clock();
    } finally {
      await queues.close();
    }
  }

  async #until(reached: () => Promise<boolean>, what: string): Promise<void> {
    await waitUntil(reached, { what, timeoutMs: settleMs, intervalMs: 50 });
  }

  async #count(condition: string): Promise<number> {
    const { rows } = await this.database.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM deliveries WHERE ${condition}`,
    );
    return rows[0]?.count ?? 0;
  }

  get loadGeneratorPid(): number {
    return this.#load.pid;
  }

  /** Ends gateway and dispatchers as an operator does; with that they write their profiles. */
  async shutDown(): Promise<void> {
    await Promise.all(this.#processes.map((process) => process.stop()));
  }

  async stop(): Promise<void> {
    await Promise.all(this.#processes.map((process) => process.kill()));
    await Promise.all([this.receiver.stop(), this.#load.stop()]);
    await this.database.end();
    await this.#drop();
  }

  async #startProcess(
    app: 'gateway' | 'dispatcher',
    env: Record<string, string>,
    url: string,
  ): Promise<ManagedProcess> {
    const flags = this.#profiles === undefined ? [] : profiling(this.#profiles, app);
    const started = spawnProcess({ name: app, args: [...flags, program(`${app}/dist/main.js`)], env });
    this.#processes.push(started);
    await waitUntil(
      async () => {
        if (started.exit) throw new Error(`the ${app} ended:\n${started.tail()}`);
        return (await fetch(`${url}/health/ready`)).ok;
      },
      { what: `the ${app} to be ready`, timeoutMs: readyMs, intervalMs: 50 },
    );
    return started;
  }
}

/** Twice as often as by default, and under a name that is known. */
const profiling = (dir: string, app: string): string[] => [
  '--cpu-prof',
  `--cpu-prof-dir=${dir}`,
  `--cpu-prof-name=${app}.cpuprofile`,
  '--cpu-prof-interval=500',
];

async function admin(env: Record<string, string>, ...args: string[]): Promise<string> {
  const lines: string[] = [];
  const run = spawnProcess({
    name: 'admin',
    args: [program('gateway/dist/admin/main.js'), ...args],
    env,
    onLine: (line) => lines.push(line),
  });
  const { code } = await run.exited;
  if (code !== 0) throw new Error(`admin ${args.join(' ')} failed:\n${run.tail()}`);
  return lines.join('\n');
}
