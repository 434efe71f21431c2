import { setTimeout as sleep } from 'node:timers/promises';

import { describeExit, type ManagedProcess, spawnProcess } from '@postrider/testing';

import { LaunchError } from './launch-error.ts';
import { openLog, type LogFile, readable, showIfWarning } from './log.ts';
import type { Stoppable } from './running.ts';
import { terminal } from './terminal.ts';

export interface ServiceOptions {
  readonly name: string;
  readonly script: string;
  /** Of Node. */
  readonly flags?: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

const FIRST_BACKOFF_MS = 500;
const LONGEST_BACKOFF_MS = 10_000;
/** Whoever has run so long has recovered from whatever ended it before. */
const STEADY_MS = 30_000;

/** A process of Postrider. Until it is kept up its end is a failure; from then on it is restarted. */
export class Service implements Stoppable {
  /** Rejects when the process ends by itself before it is kept up. */
  readonly failure: Promise<never>;
  readonly #fail: (error: Error) => void;
  readonly #options: ServiceOptions;
  readonly #log: LogFile;
  #process: ManagedProcess;
  #isKeptUp = false;
  #hasToStop = false;

  static async start(options: ServiceOptions): Promise<Service> {
    return new Service(options, await openLog(options.name));
  }

  private constructor(options: ServiceOptions, log: LogFile) {
    this.#options = options;
    this.#log = log;
    const { promise, reject } = Promise.withResolvers<never>();
    this.failure = promise;
    this.#fail = reject;
    // Whether anybody waits for it depends on the moment.
    promise.catch(() => undefined);
    this.#process = this.#spawn();
    void this.#supervise();
  }

  get tail(): string {
    return readable(this.#process.lines);
  }

  get logPath(): string {
    return this.#log.path;
  }

  keepUp(): void {
    this.#isKeptUp = true;
  }

  async stop(): Promise<void> {
    this.#hasToStop = true;
    await this.#process.stop('SIGTERM', 60_000);
  }

  async kill(): Promise<void> {
    this.#hasToStop = true;
    await this.#process.kill();
  }

  /** A call, since it changes while others are awaited. */
  #isStopping(): boolean {
    return this.#hasToStop;
  }

  #spawn(): ManagedProcess {
    const { name, script, flags = [], env } = this.#options;
    return spawnProcess({
      name,
      args: ['--enable-source-maps', ...flags, script],
      env,
      onLine: (line) => {
        this.#log.write(line);
        if (!this.#isStopping()) showIfWarning(name, line);
      },
    });
  }

  async #supervise(): Promise<void> {
    let backoffMs = FIRST_BACKOFF_MS;
    while (!this.#isStopping()) {
      const startedAt = performance.now();
      const exit = await this.#process.exited;
      if (this.#isStopping()) return;
      const what = `${this.#options.name} ended by itself (${describeExit(exit)})`;
      if (!this.#isKeptUp) {
        this.#fail(new LaunchError(what, { log: `${this.tail}\nLog: ${this.logPath}` }));
        return;
      }
      if (performance.now() - startedAt > STEADY_MS) backoffMs = FIRST_BACKOFF_MS;
      terminal.warn(`${what}; starting it again`);
      await sleep(backoffMs, undefined, { ref: false });
      backoffMs = Math.min(backoffMs * 2, LONGEST_BACKOFF_MS);
      if (!this.#isStopping()) this.#process = this.#spawn();
    }
  }
}
