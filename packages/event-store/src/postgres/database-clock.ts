import { uptime } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { DatabaseUnavailable, type Sql } from './sql.js';

const intervalMs = 1_000;
/** Differences below this are what reading clocks one after another and slewing make; above it something was set. */
const stepMs = 1_000;

/** What a machine tells of time, in milliseconds. */
export interface MachineTime {
  /** Since 1970. Somebody may set it. */
  wall: () => number;
  /** Nobody sets it. It stands still while the machine is suspended. */
  monotonic: () => number;
  /** Since the machine was started, suspension included. */
  uptime: () => number;
}

const thisMachine: MachineTime = {
  wall: () => Date.now(),
  monotonic: () => performance.now(),
  uptime: () => uptime() * 1_000,
};

/** Postgres's time when it was read, and this machine's times at that moment. */
interface Reading {
  time: number;
  wall: number;
  monotonic: number;
  uptime: number;
}

/**
 * Postgres's clock, which all processes share. It is read every second, and the monotonic clock carries it on in between:
 * so a step of this machine's own clock moves no id, no retry, no deadline and no signature's timestamp. There is no time
 * before the first reading: a process never goes by its own clock.
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

  /** Resolves after the first reading, or when the clock is stopped. While Postgres is away it is tried every second. */
  async start(): Promise<void> {
    while (!this.#stopped && !(await this.read())) await sleep(intervalMs);
    if (!this.#stopped) this.#timer = setInterval(() => void this.read(), intervalMs);
  }

  stop(): void {
    this.#stopped = true;
    clearInterval(this.#timer);
  }

  get hasBeenRead(): boolean {
    return this.#reading !== undefined;
  }

  /** Throws DatabaseUnavailable before the first reading. */
  now(): Date {
    if (!this.#reading) throw new DatabaseUnavailable("Postgres's clock has not been read yet");
    return new Date(this.#carried(this.#reading));
  }

  /** This machine's clock minus Postgres's, in milliseconds; undefined before the first reading. */
  offByMs(): number | undefined {
    return this.#reading && this.machine.wall() - this.#carried(this.#reading);
  }

  /** How far Postgres's clock has been set since the first reading, in milliseconds; 0 when it was set back again. */
  get steppedMs(): number {
    return this.#steppedMs;
  }

  /** Reads Postgres's clock once. Returns false if that failed; then the time is carried on. */
  async read(): Promise<boolean> {
    const askedAt = this.machine.monotonic();
    const answer = await this.sql.query<{ now: Date }>('SELECT clock_timestamp() AS now').catch(() => undefined);
    const [row] = answer?.rows ?? [];
    if (!row) return false;
    const at = {
      wall: this.machine.wall(),
      monotonic: this.machine.monotonic(),
      uptime: this.machine.uptime(),
    };
    // The response took a while, within which it was right: the clock moves no further than this proves it wrong.
    const earliest = row.now.getTime();
    // A Date holds whole milliseconds.
    const latest = earliest + 1 + (at.monotonic - askedAt);
    const carried = this.#reading ? this.#carried(this.#reading) : earliest;
    const time = Math.min(Math.max(carried, earliest), latest);
    if (Math.abs(time - carried) >= stepMs) this.#steppedMs += time - carried;
    this.#reading = { ...at, time };
    return true;
  }

  #carried({ time, wall, monotonic, uptime }: Reading): number {
    const passed = this.machine.monotonic() - monotonic;
    const isAsTheWallSays = Math.abs(this.machine.wall() - wall - passed) < stepMs;
    if (isAsTheWallSays) return time + passed;
    // Either somebody set this machine's clock, or the machine was suspended, which the uptime counts. It is asked only
    // then: it is read from a file.
    const asleep = this.machine.uptime() - uptime - passed;
    return time + passed + (asleep >= stepMs ? asleep : 0);
  }
}
