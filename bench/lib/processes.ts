import { join } from 'node:path';
import { dispatcherFlags, freePort, spawnProcess, waitUntil, type ManagedProcess } from '@postrider/testing';

export type Env = Record<string, string | undefined>;

const repository = join(import.meta.dirname, '..', '..');
const program = (path: string): string => join(repository, 'apps', path);
const readyMs = 60_000;

/** The surroundings of whoever runs this hold no settings for what is measured. */
export function withoutSettings(env: NodeJS.ProcessEnv): Env {
  const names = Object.keys(env).filter((name) => name.startsWith('POSTRIDER_') || name === 'LOG_LEVEL');
  return Object.fromEntries(names.map((name) => [name, undefined]));
}

export interface Service {
  process: ManagedProcess;
  url: string;
}

/** Processes of gateways and dispatchers, with the same environment. */
export class Processes {
  readonly #all: ManagedProcess[] = [];

  readonly env: Env;
  readonly #profiles: string | undefined;

  /** With a folder for their CPU profiles these are taken. */
  constructor(env: Env, profiles?: string) {
    this.env = env;
    this.#profiles = profiles;
  }

  async startGateway(): Promise<Service> {
    const port = String(await freePort());
    return this.#start('gateway', { ...this.env, PORT: port }, port);
  }

  async startDispatcher(): Promise<Service> {
    const port = String(await freePort());
    return this.#start('dispatcher', { ...this.env, POSTRIDER_DISPATCHER_HEALTH_PORT: port }, port);
  }

  /** Runs the command line of operators; answers what it printed. */
  async admin(...args: string[]): Promise<string> {
    const lines: string[] = [];
    const run = spawnProcess({
      name: 'admin',
      args: [program('gateway/dist/admin/main.js'), ...args],
      env: this.env,
      onLine: (line) => lines.push(line),
    });
    const { code } = await run.exited;
    if (code !== 0) throw new Error(`admin ${args.join(' ')} failed:\n${run.tail()}`);
    return lines.join('\n');
  }

  /** Ends them as an operator does; with that they write their profiles. */
  async shutDown(): Promise<void> {
    await Promise.all(this.#all.map((each) => each.stop()));
  }

  async kill(): Promise<void> {
    await Promise.all(this.#all.map((each) => each.kill()));
  }

  async #start(app: 'gateway' | 'dispatcher', env: Env, port: string): Promise<Service> {
    const flags = [
      ...(app === 'dispatcher' ? dispatcherFlags : []),
      ...(this.#profiles === undefined ? [] : profiling(this.#profiles, app)),
    ];
    const started = spawnProcess({ name: app, args: [...flags, program(`${app}/dist/main.js`)], env });
    this.#all.push(started);
    const url = `http://127.0.0.1:${port}`;
    await waitUntil(async () => started.exit !== undefined || (await fetch(`${url}/health/ready`)).ok, {
      what: `the ${app} to be ready`,
      timeoutMs: readyMs,
      intervalMs: 50,
    });
    if (started.exit) throw new Error(`the ${app} ended:\n${started.tail()}`);
    return { process: started, url };
  }
}

/** Twice as often as by default, and under a name that is known. */
const profiling = (dir: string, app: string): string[] => [
  '--cpu-prof',
  `--cpu-prof-dir=${dir}`,
  `--cpu-prof-name=${app}.cpuprofile`,
  '--cpu-prof-interval=500',
];
