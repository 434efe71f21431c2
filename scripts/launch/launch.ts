import { rm } from 'node:fs/promises';

import { Admin, Receiver } from '@postrider/testing';

import type { StartOptions } from '../lib/start-options.mjs';
import { gatewayAddress } from './address.ts';
import { appEnvironment } from './app-environment.ts';
import { showArrivals } from './arrivals.ts';
import { provideEndpoint } from './built-in-endpoint.ts';
import { clientOf } from './client.ts';
import { bootstrap, loadCredentials, organizationId } from './credentials.ts';
import { writePrivateJson } from './json.ts';
import { LaunchError } from './launch-error.ts';
import { paths } from './paths.ts';
import { prove } from './proof.ts';
import type { Running } from './running.ts';
import { loadSecrets } from './secrets.ts';
import { providePostgres, provideRedis } from './servers.ts';
import { SupervisedService } from './service.ts';
import { terminal } from './terminal.ts';

export interface Launched {
  readonly url: string;
  /** Creates a link that signs in to the dashboard once. */
  readonly signInLink: () => Promise<string>;
  /** Rejects when a server that cannot be restarted ends. */
  readonly failure: Promise<never>;
}

const HOOK = '/hook';

/** Starts everything, registers it in `running`, and proves that a webhook arrives. */
export async function launch(options: StartOptions, running: Running, signal: AbortSignal): Promise<Launched> {
  const address = await gatewayAddress();
  const secrets = await loadSecrets();
  const postgres = await providePostgres(secrets, running);
  signal.throwIfAborted();
  const redis = await provideRedis(secrets, running);
  signal.throwIfAborted();
  const env = appEnvironment({ address, secrets, databaseUrl: postgres.url, redisUrl: redis.url });
  await publishRuntime(postgres.url, redis.url, running);

  const admin = new Admin(env);
  await admin.migrate();
  await bootstrap(admin, address.url);
  terminal.done('Database   ', 'up to date');
  signal.throwIfAborted();

  const receiver = await Receiver.start();
  running.add({ stop: () => receiver.stop(), kill: () => receiver.stop() });
  const gateway = await SupervisedService.start({ app: 'gateway', env, url: address.url });
  running.add(gateway);
  const dispatchers = await startDispatchers(options.dispatchers, env);
  running.add(...dispatchers);
  const services = [gateway, ...dispatchers];
  const failures = [
    ...services.map(({ failure }) => failure),
    ...[postgres.failure, redis.failure].filter((failure) => failure !== undefined),
  ];

  const proof = async () => {
    await gateway.ready();
    terminal.done('Gateway    ', address.url);
    terminal.done('Dispatchers', String(dispatchers.length));
    const credentials = await loadCredentials(admin, address.url, signal);
    const client = clientOf(address.url, credentials.management_key);
    const provided = await provideEndpoint(client, receiver.url(HOOK));
    const endpoint = await prove({ client, receiver, endpoint: provided, signal });
    showArrivals(receiver, HOOK, endpoint);
  };
  const proved = proof().catch((error: unknown) => {
    throw withTails(error, services);
  });
  await Promise.race([proved, ...failures]);
  for (const service of services) service.keepUp();
  const failure = Promise.race(failures);
  // Nothing awaits it once everything is being stopped.
  failure.catch(() => undefined);
  return { url: address.url, signInLink: () => signInLink(admin, address.url), failure };
}

function withTails(error: unknown, services: readonly SupervisedService[]): unknown {
  if (!(error instanceof Error)) return error;
  const tails = services.map(({ tail, logPath }) => `${logPath}:\n${tail}`);
  return new LaunchError(error.message, {
    log: [error instanceof LaunchError ? error.log : '', ...tails].filter((text) => text !== '').join('\n'),
    cause: error,
  });
}

async function startDispatchers(count: number, env: Readonly<Record<string, string>>): Promise<SupervisedService[]> {
  const started: SupervisedService[] = [];
  for (let number = 1; number <= count; number += 1) {
    const name = count === 1 ? 'dispatcher' : `dispatcher-${number}`;
    started.push(await SupervisedService.start({ app: 'dispatcher', name, env }));
  }
  return started;
}

/** Publishes the URLs of the databases to other commands, until everything is stopped. */
async function publishRuntime(databaseUrl: string, redisUrl: string, running: Running): Promise<void> {
  await writePrivateJson(paths.runtime, { database_url: databaseUrl, redis_url: redisUrl });
  const withdraw = () => rm(paths.runtime, { force: true });
  running.add({ stop: withdraw, kill: withdraw });
}

async function signInLink(admin: Admin, url: string): Promise<string> {
  const organization = await organizationId(admin);
  const args = ['sign-in-link', '--organization', organization, '--url', url, '--minutes', '60'];
  return ((await admin.json(...args)) as { url: string }).url;
}
