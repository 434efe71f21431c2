import { join } from 'node:path';

import {
  describeExit,
  dispatcherFlags,
  type ManagedProcess,
  type ProcessExit,
  spawnProcess,
  waitUntil,
} from '@postrider/testing';

const repository = join(import.meta.dirname, '..', '..');
/** On a slow machine with every core busy. */
export const patienceMs = 60_000;

export type Environment = Readonly<Record<string, string | undefined>>;

/** The compiled entry points that operators start. */
export const programs = {
  gateway: join(repository, 'apps/gateway/dist/main.js'),
  dispatcher: join(repository, 'apps/dispatcher/dist/main.js'),
  admin: join(repository, 'apps/gateway/dist/admin/main.js'),
} as const;

const flags = { gateway: [], dispatcher: dispatcherFlags };

/** One process of Postrider on its own port; it can be stopped and started again. */
export class Service {
  readonly url: string;
  #process: ManagedProcess | undefined;

  constructor(
    readonly name: 'gateway' | 'dispatcher',
    port: number,
    private readonly env: Environment,
  ) {
    this.url = `http://127.0.0.1:${port}`;
  }

  get process(): ManagedProcess {
    if (!this.#process) throw new Error(`the ${this.name} was not started`);
    return this.#process;
  }

  /** Resolves when it can serve; rejects with what it wrote when it ends instead. */
  start(): Promise<void> {
    return this.#startUntil('ready', async () => (await this.health()).status === 'ok');
  }

  /** Resolves when it answers, be it that it is not ready. */
  launch(): Promise<void> {
    return this.#startUntil('live', async () => (await fetch(`${this.url}/health/live`)).ok);
  }

  /** What `/health/ready` says. */
  async health(): Promise<{ code: number; status?: string; clock?: string }> {
    const response = await fetch(`${this.url}/health/ready`);
    return { ...((await response.json()) as { status?: string; clock?: string }), code: response.status };
  }

  async #startUntil(what: string, isSo: () => Promise<boolean>): Promise<void> {
    const started = spawnProcess({ name: this.name, args: [...flags[this.name], programs[this.name]], env: this.env });
    this.#process = started;
    const state = await waitUntil(async () => (started.exit ? 'ended' : (await isSo()) && 'so'), {
      what: `the ${this.name} to be ${what}`,
      timeoutMs: patienceMs,
      intervalMs: 50,
    });
    if (state === 'ended') {
      throw new Error(`the ${this.name} ended (${describeExit(await started.exited)}):\n${started.tail()}`);
    }
  }

  stop(): Promise<ProcessExit> {
    return this.process.stop();
  }

  kill(): Promise<ProcessExit> {
    return this.process.kill();
  }

  /** For the end of a test file: whatever the tests did to it, it is gone afterwards. */
  async end(): Promise<void> {
    if (this.#process && !this.#process.exit) await this.#process.stop();
  }
}
