import { settingGroups } from '@postrider/contracts';
import type { DatabaseClock } from './database-clock.js';

const setting = settingGroups.database.clockToleranceMs.env;

const pollMs = 1_000;
const repeatMs = 60_000;

interface ClockLog {
  error: (message: string) => void;
  log: (message: string) => void;
}

/**
 * Compares this machine's clock with Postgres's. While they differ by more than the tolerance, one of them is wrong and
 * a process cannot know which: it is not ready and deletes nothing. The check logs the start of a difference, repeats
 * it once a minute, and logs its end.
 */
export class ClockCheck {
  #timer: NodeJS.Timeout | undefined;
  #loggedAt: number | undefined;
  /** `steppedMs` of Postgres's clock when the clocks last agreed. */
  #agreedSteppedMs = 0;

  constructor(
    private readonly clock: Pick<DatabaseClock, 'offByMs' | 'steppedMs'>,
    private readonly toleranceMs: number,
    private readonly logger: ClockLog,
  ) {}

  start(): void {
    this.check(performance.now());
    this.#timer = setInterval(() => {
      this.check(performance.now());
    }, pollMs);
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  /** Undefined while the clocks agree. */
  problem(): string | undefined {
    const off = this.clock.offByMs();
    if (off === undefined) return "Postgres's clock has not been read yet";
    if (Math.abs(off) <= this.toleranceMs) return undefined;
    const direction = off > 0 ? 'ahead of' : 'behind';
    return `this machine's clock is ${duration(off)} ${direction} Postgres's (limit ${duration(this.toleranceMs)}, ${setting})`;
  }

  /**
   * Defined if Postgres's clock was set by more than the tolerance since the clocks last agreed, and this machine's was
   * not. No id may be created from such a time: it may belong to a wrong partition, and stays on top of lists.
   */
  stepProblem(): string | undefined {
    const stepped = this.clock.steppedMs - this.#agreedSteppedMs;
    if (Math.abs(stepped) <= this.toleranceMs || this.problem() === undefined) return undefined;
    return `Postgres's clock was set ${stepped > 0 ? 'forward' : 'back'} by ${duration(stepped)}, and this machine's was not (limit ${duration(this.toleranceMs)})`;
  }

  /** `at` is a time of the monotonic clock. */
  check(at: number): void {
    const problem = this.problem();
    if (problem === undefined) {
      this.#agreedSteppedMs = this.clock.steppedMs;
      if (this.#loggedAt !== undefined) this.logger.log("this machine's clock and Postgres's agree again");
      this.#loggedAt = undefined;
    } else if (this.#loggedAt === undefined || at - this.#loggedAt >= repeatMs) {
      this.logger.error(`${problem}: this process is not ready and deletes nothing. Correct the wrong clock`);
      this.#loggedAt = at;
    }
  }
}

const units = [
  ['days', 86_400_000],
  ['hours', 3_600_000],
  ['minutes', 60_000],
] as const;

function duration(ms: number): string {
  const size = Math.abs(ms);
  const [name, unit] = units.find(([, each]) => size >= 2 * each) ?? ['seconds', 1_000];
  return `${String(Math.round(size / unit))} ${name}`;
}
