import {
  describeExit,
  type LineListener,
  type ManagedProcess,
  type ProcessExit,
} from '../processes/managed-process.js';
import { spawnProcess } from '../processes/spawn-process.js';
import { waitUntil } from '../wait-until.js';
import type { Environment } from './environment.js';
import { programs, type Programs } from './programs.js';

export type App = 'gateway' | 'dispatcher';

export interface ServiceOptions {
  readonly app: App;
  readonly env: Environment;
  /** Port of the gateway's API, or of the dispatcher's health check. Without it, `env` decides. */
  readonly port?: number;
  /** URL of the health check. Default: `port` on 127.0.0.1. */
  readonly url?: string;
  /** Name in messages. Default: `app`. */
  readonly name?: string;
  /** Flags of Node, in addition to those of the program. */
  readonly flags?: readonly string[];
  /** Default: those of this repository. */
  readonly programs?: Programs;
  readonly onLine?: LineListener;
}

const portVariables = { gateway: 'PORT', dispatcher: 'POSTRIDER_DISPATCHER_HEALTH_PORT' } as const;
/** Long enough for a slow machine with busy cores. */
const readyMs = 60_000;
/** Limit on one health check. */
const healthMs = 5_000;

/** The process of a gateway or a dispatcher. It can be started again after it ended. */
export class Service {
  readonly name: string;
  readonly url: string;
  readonly #options: ServiceOptions;
  #process: ManagedProcess | undefined;

  constructor(options: ServiceOptions) {
    const { app, name = app, port = 0, url = `http://127.0.0.1:${port}` } = options;
    this.name = name;
    this.url = url;
    this.#options = options;
  }

  get isStarted(): boolean {
    return this.#process !== undefined;
  }

  get process(): ManagedProcess {
    if (!this.#process) throw new Error(`the ${this.name} is not started`);
    return this.#process;
  }

  /** Starts the process without waiting. */
  spawn(): ManagedProcess {
    const { app, env, port, flags = [], programs: { [app]: program } = programs, onLine } = this.#options;
    this.#process = spawnProcess({
      name: this.name,
      args: [...flags, ...program],
      env: port === undefined ? env : { ...env, [portVariables[app]]: String(port) },
      ...(onLine && { onLine }),
    });
    return this.#process;
  }

  /** Starts the process and resolves when it is ready. Rejects with its output if it ends. */
  start(): Promise<void> {
    this.spawn();
    return this.ready();
  }

  /** Starts the process and resolves when it responds, ready or not. */
  launch(): Promise<void> {
    this.spawn();
    return this.#until('live', async () => (await this.#get('/health/live')).ok);
  }

  ready(): Promise<void> {
    return this.#until('ready', async () => {
      const health = await this.health();
      // The last error becomes part of the message when the time is over.
      if (health.status !== 'ok') throw new Error(JSON.stringify(health));
      return true;
    });
  }

  /** The response of `/health/ready`. */
  async health(): Promise<{ code: number; status?: string; clock?: string }> {
    const response = await this.#get('/health/ready');
    return { ...((await response.json()) as { status?: string; clock?: string }), code: response.status };
  }

  stop(): Promise<ProcessExit> {
    return this.process.stop();
  }

  kill(): Promise<ProcessExit> {
    return this.process.kill();
  }

  /** Stops the process, if it runs. */
  async end(): Promise<void> {
    if (this.isStarted && !this.process.exit) await this.stop();
  }

  #get(path: string): Promise<Response> {
    return fetch(this.url + path, { signal: AbortSignal.timeout(healthMs) });
  }

  async #until(state: string, isReached: () => Promise<boolean>): Promise<void> {
    const started = this.process;
    const reached = await waitUntil(async () => (started.exit ? 'ended' : (await isReached()) && 'reached'), {
      what: `the ${this.name} to be ${state}`,
      timeoutMs: readyMs,
    });
    if (reached === 'ended') {
      throw new Error(`the ${this.name} ended (${describeExit(await started.exited)}):\n${started.tail()}`);
    }
  }
}
