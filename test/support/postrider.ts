import { randomBytes } from 'node:crypto';

import {
  Admin,
  type Bootstrapped,
  createDatabase,
  createMigratedDatabase,
  dropDatabase,
  type Environment,
  Processes,
  type Service,
  withoutSettings,
} from '@postrider/testing';

import { Api } from './api.js';

export const operatorPassword = 'an operator in a test';

export interface PostriderOptions {
  /** Settings of the gateway and all dispatchers, in addition to those for tests. */
  readonly settings?: Readonly<Record<string, string>>;
  readonly dispatchers?: number;
  /** Default: the Redis that all tests share. */
  readonly redisUrl?: string;
  /** Default: the Postgres server that all tests share. */
  readonly postgresUrl?: string;
  /** The URL that the processes get, by the one of their database. Default: the same. */
  readonly processesUrl?: (databaseUrl: string) => string;
}

/** The sweep finds lost jobs after this time: soon in tests that lose jobs, and never in tests where none may be lost. */
export const sweepSoon = { POSTRIDER_SWEEP_GRACE_MS: '1000' };
const sweepNever = { POSTRIDER_SWEEP_GRACE_MS: '3600000' };

/** Fast retries, and no rate limit. */
const testSettings = {
  NODE_ENV: 'test',
  LOG_LEVEL: 'warn',
  HOST: '127.0.0.1',
  POSTRIDER_DISPATCHER_HEALTH_HOST: '127.0.0.1',
  POSTRIDER_MANAGEMENT_RATE_LIMIT: '100000',
  POSTRIDER_OPERATOR_PASSWORD: operatorPassword,
  POSTRIDER_RETRY_BASE_MS: '50',
  POSTRIDER_JOB_LOCK_MS: '3000',
  POSTRIDER_SWEEP_INTERVAL_MS: '200',
  ...sweepNever,
};

/** A Postrider with its own processes, database and keys. */
export class Postrider {
  readonly dispatchers: Service[] = [];
  /** Calls the gateway with the management key of the first organization. */
  readonly manage: Api;
  /** Calls the gateway with the project key of the first organization. */
  readonly project: Api;

  constructor(
    private readonly processes: Processes,
    readonly databaseUrl: string,
    readonly gateway: Service,
    readonly keys: Bootstrapped,
  ) {
    this.manage = this.manageAt(gateway);
    this.project = this.projectAt(gateway);
  }

  get env(): Environment {
    return this.processes.env;
  }

  get admin(): Admin {
    return this.processes.admin;
  }

  get url(): string {
    return this.gateway.url;
  }

  async addDispatcher(settings?: Environment): Promise<Service> {
    const dispatcher = await this.processes.create('dispatcher', settings);
    this.dispatchers.push(dispatcher);
    await dispatcher.start();
    return dispatcher;
  }

  /** Starts a second gateway with other settings. */
  addGateway(settings: Environment): Promise<Service> {
    return this.processes.start('gateway', settings);
  }

  unstartedGateway(settings: Environment): Promise<Service> {
    return this.processes.create('gateway', settings);
  }

  manageAt({ url }: Service): Api {
    return new Api(url, this.keys.management_key);
  }

  projectAt({ url }: Service): Api {
    return new Api(url, this.keys.project_key);
  }

  /** The admin commands, without one variable. */
  adminWithout(name: string): Admin {
    return new Admin({ ...this.env, [name]: undefined });
  }

  /** Creates another organization with its own keys. */
  async addOrganization(name: string): Promise<{ manage: Api; project: Api }> {
    const organization = await this.admin.createOrganization(name);
    const [management, project] = await Promise.all([
      this.admin.createKey(organization, 'management'),
      this.admin.createKey(organization, 'project'),
    ]);
    return { manage: new Api(this.url, management.key), project: new Api(this.url, project.key) };
  }

  /** Stops all processes, and keeps the database. */
  async stop(): Promise<void> {
    await this.processes.end();
  }

  async end(): Promise<void> {
    await this.stop();
    const { pathname } = new URL(this.databaseUrl);
    await dropDatabase(new URL('/postgres', this.databaseUrl).href, pathname.slice(1));
  }
}

/** Starts a Postrider on a new database and free ports. */
export async function startPostrider(options: PostriderOptions = {}): Promise<Postrider> {
  const { databaseUrl, keys } = await newDatabase(options);
  const { processesUrl = (url) => url } = options;
  const processes = new Processes(environment(processesUrl(databaseUrl), options));
  const postrider = new Postrider(processes, databaseUrl, await processes.create('gateway'), keys);
  try {
    const dispatchers = Array.from({ length: options.dispatchers ?? 1 }, () => postrider.addDispatcher());
    await Promise.all([postrider.gateway.start(), ...dispatchers]);
    return postrider;
  } catch (error) {
    await postrider.end();
    throw error;
  }
}

async function newDatabase(options: PostriderOptions): Promise<{ databaseUrl: string; keys: Bootstrapped }> {
  if (options.postgresUrl !== undefined) {
    const { url } = await createDatabase(options.postgresUrl);
    return { databaseUrl: url, keys: await new Processes(environment(url, options)).setUp() };
  }
  const { database, keys } = await createMigratedDatabase(
    required('POSTRIDER_TEST_DATABASE_URL'),
    environment('', options),
  );
  return { databaseUrl: database.url, keys };
}

/** Variables for processes on a database, which may be empty. */
export function environment(databaseUrl: string, { settings, redisUrl }: PostriderOptions): Environment {
  return {
    ...withoutSettings(),
    ...testSettings,
    DATABASE_URL: databaseUrl,
    REDIS_URL: redisUrl ?? required('POSTRIDER_TEST_REDIS_URL'),
    POSTRIDER_REDIS_PREFIX: `e2e-${randomBytes(6).toString('hex')}`,
    POSTRIDER_ENCRYPTION_KEYS: `test:${randomBytes(32).toString('base64')}`,
    ...settings,
  };
}

function required(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set: e2e tests need Jest's global setup`);
  return value;
}
