/** The queue of a Batcher is full: the work was refused and nothing was done. */
export class Overloaded extends Error {
  override name = 'Overloaded';
}

interface Waiting<I, O> {
  input: I;
  resolve: (output: O) => void;
  reject: (error: unknown) => void;
}

/**
 * Who comes while another flight is out waits until they are as many as that one took, since a flight costs much the same
 * whatever it carries; but no longer than this, or until it has landed.
 */
const longestGatheringMs = 2;

/**
 * Group commit: callers that come at the same time share one round trip, and each still waits for its own result.
 * A lone caller waits for nobody: what arrives while all flights are out forms the next batch.
 * `run` answers one output (or an Error for that caller alone) per input, in order.
 */
export class Batcher<I, O> {
  readonly #waiting: Waiting<I, O>[] = [];
  #flights = 0;
  #scheduled = false;
  /** How many callers the flight took that left last. */
  #lastTaken = 0;
  #gathering: NodeJS.Timeout | undefined;

  constructor(
    private readonly run: (inputs: I[]) => Promise<(O | Error)[]>,
    private readonly limits: { maxBatch: number; maxFlights: number; maxWaiting: number },
    /** What an input counts against `maxBatch`; a single heavier one still flies, alone. */
    private readonly weigh: (input: I) => number = () => 1,
  ) {}

  submit(input: I): Promise<O> {
    if (this.#waiting.length >= this.limits.maxWaiting) {
      return Promise.reject(new Overloaded(`more than ${String(this.limits.maxWaiting)} are waiting`));
    }
    return new Promise<O>((resolve, reject) => {
      this.#waiting.push({ input, resolve, reject });
      this.#schedule();
    });
  }

  #schedule(gathered = false): void {
    if (this.#scheduled || this.#flights >= this.limits.maxFlights || this.#waiting.length === 0) return;
    if (!gathered && this.#flights > 0 && this.#waiting.length < this.#lastTaken) {
      this.#gathering ??= setTimeout(() => {
        this.#gathering = undefined;
        this.#schedule(true);
      }, longestGatheringMs);
      return;
    }
    clearTimeout(this.#gathering);
    this.#gathering = undefined;
    this.#scheduled = true;
    // One turn of the event loop, so that requests read from several sockets at once fly together.
    setImmediate(() => {
      this.#scheduled = false;
      void this.#fly(this.#take());
      this.#schedule();
    });
  }

  #take(): Waiting<I, O>[] {
    let weight = 0;
    const end = this.#waiting.findIndex(({ input }, i) => {
      weight += this.weigh(input);
      return i > 0 && weight > this.limits.maxBatch;
    });
    return this.#waiting.splice(0, end === -1 ? this.#waiting.length : end);
  }

  async #fly(batch: Waiting<I, O>[]): Promise<void> {
    this.#flights += 1;
    this.#lastTaken = batch.length;
    try {
      const outputs = await this.run(batch.map(({ input }) => input));
      batch.forEach(({ resolve, reject }, i) => {
        const output = outputs[i];
        if (output instanceof Error) reject(output);
        else resolve(output as O);
      });
    } catch (error) {
      for (const { reject } of batch) reject(error);
    } finally {
      this.#flights -= 1;
      this.#schedule();
    }
  }
}
