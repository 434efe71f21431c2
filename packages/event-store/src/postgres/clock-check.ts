import type { DatabaseClock } from './database-clock.js';

const lookMs = 1_000;
const repeatMs = 60_000;

/** Where the check writes; Nest's Logger is one. */
interface ClockLog {
  error: (message: string) => void;
  log: (message: string) => void;
}

/**
 * Compares this machine's clock with Postgres's. While they differ by more than the tolerance one of them is wrong, and a
 * process cannot know which: it is not ready, and deletes nothing. The log says so when that begins, once a minute, and
 * when it is over.
 */
export class ClockCheck {
  #timer: NodeJS.Timeout | undefined;
  #saidAt: number | undefined;
  /** What Postgres's clock had been set by when the clocks last agreed. */
  #agreedSteppedMs = 0;

  constructor(
    private readonly clock: Pick<DatabaseClock, 'offByMs' | 'steppedMs'>,
    private readonly toleranceMs: number,
    private readonly logger: ClockLog,
  ) {}

  start(): void {
    this.look(performance.now());
    this.#timer = setInterval(() => {
      this.look(performance.now());
    }, lookMs);
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  /** What is wrong, for people; undefined while the clocks agree. */
  problem(): string | undefined {
    const off = this.clock.offByMs();
    if (off === undefined) return "Postgres's clock has not been read yet";
    if (Math.abs(off) <= this.toleranceMs) return undefined;
    const direction = off > 0 ? 'ahead of' : 'behind';
    return `this machine's clock is ${duration(off)} ${direction} Postgres's (limit ${duration(this.toleranceMs)}, POSTRIDER_CLOCK_TOLERANCE_MS)`;
  }

  /**
   * What is wrong while Postgres's clock is the one that was set: since the clocks last agreed it moved by more than the
   * tolerance, and this machine's did not. No id may be made of such a time: it could lie in a wrong partition, and stay
   * on top of lists until its time comes.
   */
  stepProblem(): string | undefined {
    const stepped = this.clock.steppedMs - this.#agreedSteppedMs;
    if (Math.abs(stepped) <= this.toleranceMs || this.problem() === undefined) return undefined;
    return `Postgres's clock was set ${stepped > 0 ? 'forward' : 'back'} by ${duration(stepped)}, and this machine's was not (limit ${duration(this.toleranceMs)})`;
  }

  /** Writes to the log what there is to say at this moment of the monotonic clock. */
  look(at: number): void {
    const problem = this.problem();
    if (problem === undefined) {
      this.#agreedSteppedMs = this.clock.steppedMs;
      if (this.#saidAt !== undefined) this.logger.log("this machine's clock and Postgres's agree again");
      this.#saidAt = undefined;
    } else if (this.#saidAt === undefined || at - this.#saidAt >= repeatMs) {
      this.logger.error(`${problem}: this process is not ready, and deletes nothing. Correct the clock that is wrong`);
      this.#saidAt = at;
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
