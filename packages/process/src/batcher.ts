import { FairQueue } from './fair-queue.js';

/** A Batcher's queue, or the share of it that one group may fill, is full: the work was refused and nothing was done. */
export class Overloaded extends Error {
  override name = 'Overloaded';

  constructor(
    readonly limit: number,
    readonly of: 'all' | 'group',
  ) {
    super(`more than ${String(limit)} are waiting${of === 'group' ? ' in one group' : ''}`);
  }
}

export interface BatcherOptions<I> {
  maxBatch: number;
  maxInFlight: number;
  /** With groups, one that has nothing waiting may have one input more. */
  maxWaiting: number;
  /** What an input counts against `maxBatch`, as known when it comes; a single heavier one still flies, alone. */
  weigh?: (input: I) => number;
  /** Groups take turns, and no flood of one holds up another. Without it there is one group. */
  groupOf?: (input: I) => string;
  /** Of `maxWaiting`, for one group. */
  maxWaitingOfGroup?: number;
}

/** How many turns of groups fill a batch. */
const turnsInBatch = 10;

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
  readonly #waiting: FairQueue<Waiting<I, O>>;
  #flights = 0;
  #scheduled = false;
  /** How many callers the flight took that left last. */
  #lastTaken = 0;
  #gathering: NodeJS.Timeout | undefined;

  constructor(
    private readonly run: (inputs: I[]) => Promise<(O | Error)[]>,
    private readonly options: BatcherOptions<I>,
  ) {
    this.#waiting = new FairQueue(Math.max(1, options.maxBatch / turnsInBatch));
  }

  submit(input: I): Promise<O> {
    const { maxWaiting, maxWaitingOfGroup = maxWaiting, weigh, groupOf } = this.options;
    const group = groupOf?.(input) ?? '';
    const ofGroup = this.#waiting.sizeOf(group);
    // Floods of several groups leave each other one its first place.
    const isFirst = groupOf !== undefined && ofGroup === 0 && this.#waiting.size < 2 * maxWaiting;
    if (this.#waiting.size >= maxWaiting && !isFirst) return Promise.reject(new Overloaded(maxWaiting, 'all'));
    if (ofGroup >= maxWaitingOfGroup) return Promise.reject(new Overloaded(maxWaitingOfGroup, 'group'));
    return new Promise<O>((resolve, reject) => {
      this.#waiting.add(group, { input, resolve, reject }, weigh?.(input) ?? 1);
      this.#schedule();
    });
  }

  #schedule(gathered = false): void {
    if (this.#scheduled || this.#flights >= this.options.maxInFlight || this.#waiting.size === 0) return;
    if (!gathered && this.#flights > 0 && this.#waiting.size < this.#lastTaken) {
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
      void this.#fly(this.#waiting.take(this.options.maxBatch));
      this.#schedule();
    });
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
