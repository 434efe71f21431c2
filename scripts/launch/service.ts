import { setTimeout as sleep } from 'node:timers/promises';

import { describeExit, Service, type ServiceOptions } from '@postrider/testing';

import { LaunchError } from './launch-error.ts';
import { openLog, type LogFile, readable, showIfWarning } from './log.ts';
import type { Stoppable } from './running.ts';
import { terminal } from './terminal.ts';

const FIRST_BACKOFF_MS = 500;
const LONGEST_BACKOFF_MS = 10_000;
/** A process that ran this long starts with the first backoff again. */
const STABLE_MS = 30_000;

/** A gateway or a dispatcher with a log file. Its end is a failure, or leads to a restart once `keepUp` was called. */
export class SupervisedService implements Stoppable {
  /** Rejects when the process ends before `keepUp`. */
  readonly failure: Promise<never>;
  readonly #fail: (error: Error) => void;
  readonly #service: Service;
  readonly #log: LogFile;
  #isKeptUp = false;
  #isStopping = false;

  static async start(options: ServiceOptions): Promise<SupervisedService> {
    return new SupervisedService(options, await openLog(options.name ?? options.app));
  }

  private constructor(options: ServiceOptions, log: LogFile) {
    this.#log = log;
    this.#service = new Service({
      ...options,
      onLine: (line) => {
        log.write(line);
        // While the process stops, its warnings are expected.
        if (!this.#isStopping) showIfWarning(this.#service.name, line);
      },
    });
    const { promise, reject } = Promise.withResolvers<never>();
    this.failure = promise;
    this.#fail = reject;
    // The failure may come when nothing awaits it.
    promise.catch(() => undefined);
    this.#service.spawn();
    void this.#supervise();
  }

  get tail(): string {
    return readable(this.#service.process.lines);
  }

  get logPath(): string {
    return this.#log.path;
  }

  ready(): Promise<void> {
    return this.#service.ready();
  }

  keepUp(): void {
    this.#isKeptUp = true;
  }

  async stop(): Promise<void> {
    this.#isStopping = true;
    await this.#service.process.stop('SIGTERM', 60_000);
  }

  async kill(): Promise<void> {
    this.#isStopping = true;
    await this.#service.kill();
  }

  /** A method, since TypeScript would narrow the field across an await. */
  #hasToStop(): boolean {
    return this.#isStopping;
  }

  async #supervise(): Promise<void> {
    let backoffMs = FIRST_BACKOFF_MS;
    while (!this.#hasToStop()) {
      const startedAt = performance.now();
      const exit = await this.#service.process.exited;
      if (this.#hasToStop()) return;
      const what = `${this.#service.name} ended (${describeExit(exit)})`;
      if (!this.#isKeptUp) {
        this.#fail(new LaunchError(what, { log: `${this.tail}\nLog: ${this.logPath}` }));
        return;
      }
      if (performance.now() - startedAt > STABLE_MS) backoffMs = FIRST_BACKOFF_MS;
      terminal.warn(`${what}; restarting it`);
      await sleep(backoffMs, undefined, { ref: false });
      backoffMs = Math.min(backoffMs * 2, LONGEST_BACKOFF_MS);
      if (!this.#hasToStop()) this.#service.spawn();
    }
  }
}
