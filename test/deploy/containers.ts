import { execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { promisify } from 'node:util';

import { createDatabase, type Database, dropDatabase, freePort, ManagedProcess } from '@postrider/testing';

import { type ComposeService, environmentOf, readCompose, service } from './compose-file.js';
import type { Runtime } from './runtime.js';

const ports = { gateway: 3_000, dispatcher: 3_001 };
const portSettings = { gateway: 'PORT', dispatcher: 'POSTRIDER_DISPATCHER_HEALTH_PORT' };

export interface Container {
  readonly process: ManagedProcess;
  readonly port: number;
  isHealthy: () => Promise<boolean>;
}

/** Stands in for Docker Compose: runs what docker-compose.yml says, but for hosts and ports, from a built image. */
export class Containers {
  readonly #running: ManagedProcess[] = [];
  readonly #prefix = `image-${randomBytes(6).toString('hex')}`;

  static async start(runtime: Runtime): Promise<Containers> {
    return new Containers(runtime, await createDatabase(servers().postgres));
  }

  private constructor(
    private readonly runtime: Runtime,
    private readonly database: Database,
  ) {}

  /** Runs a service until it exits. Returns its output. */
  async run(name: string, ...args: string[]): Promise<string> {
    const found = service(await readCompose(), name);
    const command = [...(found.entrypoint ?? []), ...(args.length > 0 ? args : found.command)];
    const { program, args: words, options } = this.runtime(command, this.#environment(found));
    const { stdout } = await promisify(execFile)(program, words, options);
    return stdout;
  }

  /** What a program prints in a container, as JSON. */
  async evaluate(source: string): Promise<unknown> {
    const { program, args, options } = this.runtime(['node', '--eval', source], {});
    const { stdout } = await promisify(execFile)(program, args, options);
    return JSON.parse(stdout);
  }

  async up(name: 'gateway' | 'dispatcher'): Promise<Container> {
    const found = service(await readCompose(), name);
    const port = await freePort();
    const environment = this.#environment(found, { [portSettings[name]]: String(port) });
    const { program, args, options } = this.runtime(found.command, environment);
    const started = new ManagedProcess(name, spawn(program, args, options));
    this.#running.push(started);
    const check = found.healthcheck.test.map((word) => word.replaceAll(`:${ports[name]}`, `:${port}`));
    return { process: started, port, isHealthy: () => this.#succeeds(check, environment) };
  }

  async end(): Promise<void> {
    await Promise.all(this.#running.map((process_) => process_.kill()));
    await dropDatabase(servers().postgres, this.database.name);
  }

  async #succeeds([kind, ...command]: string[], environment: Record<string, string>): Promise<boolean> {
    if (kind !== 'CMD') throw new Error(`a health check of the kind ${String(kind)} is not tried here`);
    const { program, args, options } = this.runtime(command, environment);
    return promisify(execFile)(program, args, options).then(
      () => true,
      () => false,
    );
  }

  #environment(found: ComposeService, more: Record<string, string> = {}): Record<string, string> {
    const { postgres: _, redis } = servers();
    const addresses = {
      DATABASE_URL: this.database.url,
      REDIS_URL: redis,
      POSTRIDER_REDIS_PREFIX: this.#prefix,
      // The receiver is on this machine, which production may not send to unless it is told so.
      POSTRIDER_ALLOWED_NETWORKS: '127.0.0.0/8',
    };
    return { ...environmentOf(found), ...addresses, ...more };
  }
}

function servers(): { postgres: string; redis: string } {
  const { POSTRIDER_TEST_DATABASE_URL: postgres, POSTRIDER_TEST_REDIS_URL: redis } = process.env;
  if (postgres === undefined || redis === undefined) throw new Error("this test runs under Jest's global setup");
  return { postgres, redis };
}
