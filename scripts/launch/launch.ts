import { rm } from 'node:fs/promises';

import { dispatcherFlags, Receiver } from '@postrider/testing';

import type { StartOptions } from '../lib/start-options.mjs';
import { gatewayAddress } from './address.ts';
import { Admin } from './admin.ts';
import { Api } from './api.ts';
import { appEnvironment } from './app-environment.ts';
import { showArrivals } from './arrivals.ts';
import { provideEndpoint } from './built-in-endpoint.ts';
import { bootstrap, loadCredentials } from './credentials.ts';
import { writePrivateJson } from './json.ts';
import { LaunchError } from './launch-error.ts';
import { paths } from './paths.ts';
import { prove } from './proof.ts';
import { waitUntilReady } from './readiness.ts';
import type { Running } from './running.ts';
import { loadSecrets } from './secrets.ts';
import { providePostgres, provideRedis } from './servers.ts';
import { Service } from './service.ts';
import { terminal } from './terminal.ts';

export interface Launched {
  readonly url: string;
  /** Makes a link that signs in to the dashboard, once. */
  readonly signInLink: () => Promise<string>;
  /** Rejects when something that cannot be restarted ends by itself. */
  readonly failure: Promise<never>;
}

const HOOK = '/hook';

/** Starts everything, registering it in `running`, and proves that a webhook arrives. */
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
  const gateway = await Service.start({ name: 'gateway', script: paths.gatewayScript, env });
  running.add(gateway);
  const dispatchers = await startDispatchers(options.dispatchers, env);
  running.add(...dispatchers);
  const services = [gateway, ...dispatchers];
  const failures = [
    ...services.map(({ failure }) => failure),
    ...[postgres.failure, redis.failure].filter((failure) => failure !== undefined),
  ];

  const proof = async () => {
    await waitUntilReady(address.url, gateway, signal);
    terminal.done('Gateway    ', address.url);
    terminal.done('Dispatchers', String(dispatchers.length));
    const credentials = await loadCredentials(admin, address.url, signal);
    const api = new Api(address.url, credentials.management_key, signal);
    const endpoint = await provideEndpoint(api, receiver.url(HOOK));
    await prove(api, receiver, endpoint).catch((error: unknown) => {
      throw withTails(error, services);
    });
    showArrivals(receiver, HOOK, endpoint);
  };
  await Promise.race([proof(), ...failures]);
  for (const service of services) service.keepUp();
  const failure = Promise.race(failures);
  // Nobody waits for it once everything is being stopped.
  failure.catch(() => undefined);
  const signInLink = async () => admin.signInLink(await admin.organizationId(), address.url);
  return { url: address.url, signInLink, failure };
}

function withTails(error: unknown, services: readonly Service[]): unknown {
  if (!(error instanceof LaunchError)) return error;
  const tails = services.map(({ tail, logPath }) => `${logPath}:\n${tail}`);
  return new LaunchError(error.message, {
    log: [error.log, ...tails].filter((text) => text !== '').join('\n'),
    cause: error,
  });
}

async function startDispatchers(count: number, env: Readonly<Record<string, string>>): Promise<Service[]> {
  const started: Service[] = [];
  for (let number = 1; number <= count; number += 1) {
    const name = count === 1 ? 'dispatcher' : `dispatcher-${number}`;
    started.push(await Service.start({ name, script: paths.dispatcherScript, flags: dispatcherFlags, env }));
  }
  return started;
}

/** Tells other commands where the databases are, as long as they are there. */
async function publishRuntime(databaseUrl: string, redisUrl: string, running: Running): Promise<void> {
  await writePrivateJson(paths.runtime, { database_url: databaseUrl, redis_url: redisUrl });
  const withdraw = () => rm(paths.runtime, { force: true });
  running.add({ stop: withdraw, kill: withdraw });
}
