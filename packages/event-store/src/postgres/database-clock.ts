import { uptime } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { DatabaseUnavailable, type Sql } from './sql.js';

const intervalMs = 1_000;
/** Reading clocks one after another and slewing cause smaller differences; a larger one means that a clock was set. */
const stepMs = 1_000;

/** The clocks of a machine, in milliseconds. */
export interface MachineTime {
  /** Since 1970. Can be set. */
  wall: () => number;
  /** Cannot be set. Stops while the machine is suspended. */
  monotonic: () => number;
  /** Since the start of the machine, including suspension. */
  uptime: () => number;
}

const thisMachine: MachineTime = {
  wall: () => Date.now(),
  monotonic: () => performance.now(),
  uptime: () => uptime() * 1_000,
};

/** Postgres's time and this machine's times at the same moment. */
interface Reading {
  time: number;
  wall: number;
  monotonic: number;
  uptime: number;
}

/**
 * Postgres's clock, shared by all processes. It is polled every second and extrapolated by the monotonic clock between
 * polls, so that a step of this machine's clock moves no id, retry, deadline or signature timestamp. There is no time
 * before the first poll.
 */
export class DatabaseClock {
  #reading: Reading | undefined;
  #steppedMs = 0;
  #timer: NodeJS.Timeout | undefined;
  #stopped = false;

  constructor(
    private readonly sql: Sql,
    private readonly machine: MachineTime = thisMachine,
  ) {}

  /** Resolves after the first successful poll, or when the clock is stopped. */
  async start(): Promise<void> {
    while (!this.#stopped && !(await this.poll())) await sleep(intervalMs);
    if (!this.#stopped) this.#timer = setInterval(() => void this.poll(), intervalMs);
  }

  stop(): void {
    this.#stopped = true;
    clearInterval(this.#timer);
  }

  /** Throws DatabaseUnavailable before the first successful poll. */
  now(): Date {
    if (!this.#reading) throw new DatabaseUnavailable("Postgres's clock has not been read yet");
    return new Date(this.#extrapolate(this.#reading));
  }

  /** This machine's clock minus Postgres's, in milliseconds; undefined before the first successful poll. */
  offByMs(): number | undefined {
    return this.#reading && this.machine.wall() - this.#extrapolate(this.#reading);
  }

  /** Sum of the steps of Postgres's clock since the first poll, in milliseconds. */
  get steppedMs(): number {
    return this.#steppedMs;
  }

  /** Polls Postgres's clock once. Returns false on a failure; the time is extrapolated further. */
  async poll(): Promise<boolean> {
    const sentAt = this.machine.monotonic();
    const result = await this.sql.query<{ now: Date }>('SELECT clock_timestamp() AS now').catch(() => undefined);
    const [row] = result?.rows ?? [];
    if (!row) return false;
    const at = {
      wall: this.machine.wall(),
      monotonic: this.machine.monotonic(),
      uptime: this.machine.uptime(),
    };
    // Postgres's time was right at some moment of the round trip: the clock moves only as far as that proves it wrong.
    const earliest = row.now.getTime();
    // A Date has whole milliseconds.
    const latest = earliest + 1 + (at.monotonic - sentAt);
    const expected = this.#reading ? this.#extrapolate(this.#reading) : earliest;
    const time = Math.min(Math.max(expected, earliest), latest);
    if (Math.abs(time - expected) >= stepMs) this.#steppedMs += time - expected;
    this.#reading = { ...at, time };
    return true;
  }

  #extrapolate({ time, wall, monotonic, uptime }: Reading): number {
    const passed = this.machine.monotonic() - monotonic;
    const isAsTheWallSays = Math.abs(this.machine.wall() - wall - passed) < stepMs;
    if (isAsTheWallSays) return time + passed;
    // This machine's clock was set, or the machine was suspended, which only the uptime counts. Reading it costs a file
    // access, so it comes last.
    const asleep = this.machine.uptime() - uptime - passed;
    return time + passed + (asleep >= stepMs ? asleep : 0);
  }
}
