import { randomBytes } from 'node:crypto';

import { createDatabase, dropDatabase, freePort } from '@postrider/testing';

import { Admin } from './admin.js';
import { Api } from './api.js';
import { type Environment, Service } from './service.js';

export const operatorPassword = 'an operator in a test';

export interface PostriderOptions {
  /** Of the gateway and of every dispatcher, over those that suit tests. */
  readonly settings?: Readonly<Record<string, string>>;
  readonly dispatchers?: number;
  /** Another Redis than the one that all tests share. */
  readonly redisUrl?: string;
  /** Another Postgres server than the one that all tests share. */
  readonly postgresUrl?: string;
}

/** The sweep finds a job that was lost after this long: soon where tests lose some, else never, so that none may be lost. */
export const sweepSoon = { POSTRIDER_SWEEP_GRACE_MS: '1000' };
const sweepNever = { POSTRIDER_SWEEP_GRACE_MS: '3600000' };

/** Retries within milliseconds, no limit in the way. */
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

/** The first organization and its keys. */
interface Bootstrapped {
  readonly organization_id: string;
  readonly management_key: string;
  readonly project_key: string;
}

/** A Postrider of its own: processes, database and keys. */
export class Postrider {
  readonly dispatchers: Service[] = [];
  readonly #others: Service[] = [];
  readonly admin: Admin;
  readonly gateway: Service;
  /** Calls with the management key and with the project key of the first organization. */
  readonly manage: Api;
  readonly project: Api;

  constructor(
    readonly env: Environment,
    readonly databaseUrl: string,
    port: number,
    readonly keys: Bootstrapped,
  ) {
    this.admin = new Admin(env);
    this.gateway = new Service('gateway', port, { ...env, PORT: String(port) });
    this.manage = new Api(this.gateway.url, keys.management_key);
    this.project = new Api(this.gateway.url, keys.project_key);
  }

  get url(): string {
    return this.gateway.url;
  }

  async addDispatcher(settings: Environment = {}): Promise<Service> {
    const port = await freePort();
    const own = { ...settings, POSTRIDER_DISPATCHER_HEALTH_PORT: String(port) };
    const dispatcher = new Service('dispatcher', port, { ...this.env, ...own });
    this.dispatchers.push(dispatcher);
    await dispatcher.start();
    return dispatcher;
  }

  /** A second gateway beside the first, with other settings. */
  async addGateway(settings: Environment): Promise<Service> {
    const gateway = await this.unstartedGateway(settings);
    await gateway.start();
    return gateway;
  }

  /** The same, which the test starts. */
  async unstartedGateway(settings: Environment): Promise<Service> {
    const port = await freePort();
    const gateway = new Service('gateway', port, { ...this.env, ...settings, PORT: String(port) });
    this.#others.push(gateway);
    return gateway;
  }

  /** Calls with the management key to another gateway. */
  manageAt({ url }: Service): Api {
    return new Api(url, this.keys.management_key);
  }

  /** Calls with the project key to another gateway. */
  projectAt({ url }: Service): Api {
    return new Api(url, this.keys.project_key);
  }

  /** The admin command line with a variable missing. */
  adminWithout(name: string): Admin {
    return new Admin({ ...this.env, [name]: undefined });
  }

  /** Another tenant, with keys of its own. */
  async addOrganization(name: string): Promise<{ manage: Api; project: Api }> {
    const organization = await this.admin.createOrganization(name);
    const [management, project] = await Promise.all([
      this.admin.createKey(organization, 'management'),
      this.admin.createKey(organization, 'project'),
    ]);
    return { manage: new Api(this.url, management.key), project: new Api(this.url, project.key) };
  }

  async end(): Promise<void> {
    await Promise.all([this.gateway, ...this.dispatchers, ...this.#others].map((service) => service.end()));
    const { pathname } = new URL(this.databaseUrl);
    await dropDatabase(new URL('/postgres', this.databaseUrl).href, pathname.slice(1));
  }
}

/** Migrates and bootstraps a new database, and starts the processes on free ports. */
export async function startPostrider(options: PostriderOptions = {}): Promise<Postrider> {
  const { url: databaseUrl } = await createDatabase(options.postgresUrl ?? required('POSTRIDER_TEST_DATABASE_URL'));
  const env = environment(databaseUrl, options);
  const admin = new Admin(env);
  const migration = await admin.run('migrate');
  if (migration.code !== 0) throw new Error(`the migration failed: ${migration.stderr}`);
  const keys = (await admin.json('bootstrap')) as Bootstrapped;

  const postrider = new Postrider(env, databaseUrl, await freePort(), keys);
  try {
    const dispatchers = Array.from({ length: options.dispatchers ?? 1 }, () => postrider.addDispatcher());
    await Promise.all([postrider.gateway.start(), ...dispatchers]);
    return postrider;
  } catch (error) {
    await postrider.end();
    throw error;
  }
}

/** Of processes on a database that may be empty. */
export function environment(databaseUrl: string, { settings, redisUrl }: PostriderOptions): Environment {
  return {
    ...withoutOwnSettings(),
    ...testSettings,
    DATABASE_URL: databaseUrl,
    REDIS_URL: redisUrl ?? required('POSTRIDER_TEST_REDIS_URL'),
    POSTRIDER_REDIS_PREFIX: `e2e-${randomBytes(6).toString('hex')}`,
    POSTRIDER_ENCRYPTION_KEYS: `test:${randomBytes(32).toString('base64')}`,
    ...settings,
  };
}

/** This process's environment, where nothing is left that would be taken for a setting; undefined unsets. */
function withoutOwnSettings(): Environment {
  const isOurs = (name: string): boolean => name.startsWith('POSTRIDER_');
  return Object.fromEntries(
    Object.entries(process.env).map(([name, value]) => [name, isOurs(name) ? undefined : value]),
  );
}

function required(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set: the e2e tests run under Jest's global setup`);
  return value;
}
