import type { ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';

export interface ProcessExit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** Set if the program could not be started. */
  readonly error?: Error;
}

export type OutputSource = 'stdout' | 'stderr';
export type LineListener = (line: string, source: OutputSource) => void;

const KEPT_LINES = 5_000;
/** Time limit for reading the rest of the output: grandchildren may keep the pipes open. */
const DRAIN_MS = 300;

/** A child process with its output captured as lines. */
export class ManagedProcess {
  /** The latest output of both streams. */
  readonly lines: string[] = [];
  readonly exited: Promise<ProcessExit>;
  #exit: ProcessExit | undefined;
  readonly #listeners = new Set<LineListener>();

  constructor(
    readonly name: string,
    private readonly child: ChildProcess,
    onLine?: LineListener,
  ) {
    if (onLine) this.#listeners.add(onLine);
    this.#read(child.stdout, 'stdout');
    this.#read(child.stderr, 'stderr');
    this.exited = this.#watchExit();
  }

  get pid(): number {
    if (this.child.pid === undefined) throw new Error(`${this.name} is not started`);
    return this.child.pid;
  }

  /** How the process ended, or undefined while it runs. */
  get exit(): ProcessExit | undefined {
    return this.#exit;
  }

  tail(count = 20): string {
    return this.lines.slice(-count).join('\n');
  }

  async waitForLine(
    pattern: RegExp | ((line: string) => boolean),
    { timeoutMs = 10_000 }: { readonly timeoutMs?: number } = {},
  ): Promise<string> {
    const matches = (line: string) => (typeof pattern === 'function' ? pattern(line) : line.search(pattern) >= 0);
    const seen = this.lines.find(matches);
    if (seen !== undefined) return seen;

    const { promise, resolve, reject } = Promise.withResolvers<string>();
    const listener: LineListener = (line) => {
      if (matches(line)) resolve(line);
    };
    const fail = (how: string) => {
      reject(new Error(`${this.name} ${how} without a line that matches ${String(pattern)}:\n${this.tail()}`));
    };
    const timer = setTimeout(() => {
      fail(`ran ${timeoutMs} ms`);
    }, timeoutMs);
    this.#listeners.add(listener);
    void this.exited.then((exit) => {
      fail(`ended (${describeExit(exit)})`);
    });
    try {
      return await promise;
    } finally {
      clearTimeout(timer);
      this.#listeners.delete(listener);
    }
  }

  signal(signal: NodeJS.Signals): void {
    if (!this.#exit) this.child.kill(signal);
  }

  /** Waits at most `timeoutMs` for the end. Returns undefined if the process still runs. */
  async waitForExit(timeoutMs: number): Promise<ProcessExit | undefined> {
    const timer = new AbortController();
    const timeout = sleep(timeoutMs, undefined, { signal: timer.signal }).catch(() => undefined);
    try {
      return await Promise.race([this.exited, timeout]);
    } finally {
      timer.abort();
    }
  }

  /** Sends a signal, and SIGKILL after the time limit. */
  async stop(signal: NodeJS.Signals = 'SIGTERM', timeoutMs = 25_000): Promise<ProcessExit> {
    this.signal(signal);
    return (await this.waitForExit(timeoutMs)) ?? this.kill();
  }

  async kill(signal: 'SIGKILL' | 'SIGQUIT' = 'SIGKILL'): Promise<ProcessExit> {
    this.signal(signal);
    return this.exited;
  }

  #read(stream: Readable | null, source: OutputSource): void {
    if (!stream) return;
    createInterface({ input: stream, crlfDelay: Infinity }).on('line', (line) => {
      this.lines.push(line);
      if (this.lines.length > KEPT_LINES) this.lines.shift();
      for (const listener of this.#listeners) listener(line, source);
    });
  }

  async #watchExit(): Promise<ProcessExit> {
    const ended = Promise.withResolvers<ProcessExit>();
    const closed = Promise.withResolvers<undefined>();
    this.child.once('exit', (code, signal) => {
      ended.resolve({ code, signal });
    });
    this.child.once('close', () => {
      closed.resolve(undefined);
    });
    this.child.once('error', (error) => {
      if (this.child.pid !== undefined) return;
      ended.resolve({ code: null, signal: null, error });
      closed.resolve(undefined);
    });
    const exit = await ended.promise;
    this.#exit = exit;
    await Promise.race([closed.promise, sleep(DRAIN_MS)]);
    return exit;
  }
}

export function describeExit(exit: ProcessExit): string {
  if (exit.error) return exit.error.message;
  return exit.signal === null ? `exit code ${exit.code}` : `signal ${exit.signal}`;
}
