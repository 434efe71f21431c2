import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Environment } from '@postrider/testing';

const loader = join(import.meta.dirname, '..', 'setup', 'stepped-clock.mjs');

/** The clock of one process, which a test can set at any time. Redis and Postgres are not affected. */
export class SteppedClock {
  private constructor(private readonly dir: string) {}

  static async create(): Promise<SteppedClock> {
    const clock = new SteppedClock(await mkdtemp(join(tmpdir(), 'postrider-e2e-clock-')));
    await clock.step(0);
    return clock;
  }

  /** Variables for a process that uses this clock. */
  get env(): Environment {
    return { NODE_OPTIONS: `--import=${loader}`, TEST_CLOCK_FILE: this.#file };
  }

  /** Sets the offset of the clock. */
  async step(offsetMs: number): Promise<void> {
    await writeFile(`${this.#file}.new`, String(offsetMs));
    await rename(`${this.#file}.new`, this.#file);
  }

  async remove(): Promise<void> {
    await rm(this.dir, { recursive: true, force: true });
  }

  get #file(): string {
    return join(this.dir, 'offset-ms');
  }
}
