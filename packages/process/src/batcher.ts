import { FairQueue } from './fair-queue.js';

/** A batcher's queue is full, or one group, or a part of it, has filled its share. The input was not run. */
export class Overloaded extends Error {
  override name = 'Overloaded';

  constructor(
    readonly limit: number,
    readonly of: 'all' | 'group' | 'part',
  ) {
    super(`too many waiting inputs (limit ${String(limit)}${of === 'all' ? '' : ` per ${of}`})`);
  }
}

export interface BatcherOptions<I> {
  /** Maximum weight of a batch. A heavier input gets a batch of its own. */
  maxBatch: number;
  maxInFlight: number;
  /** Starts a batch at once while none is running, instead of in the next turn of the event loop. */
  startsAtOnce?: boolean;
  /** Up to twice this limit, a group without waiting inputs may still add one. */
  maxWaiting: number;
  /** Weight of an input; 1 by default. */
  weigh?: (input: I) => number;
  /** Groups take turns in the queue; by default all inputs are one group. */
  groupOf?: (input: I) => string;
  /** Limit per group; `maxWaiting` by default. */
  maxWaitingOfGroup?: number;
  /** Parts share the turns of their group; undefined for an input without a part. */
  partOf?: (input: I) => string | undefined;
  /** Limit per part; `maxWaitingOfGroup` by default. A part without waiting inputs may always add one to its group. */
  maxWaitingOfPart?: number;
}

/** Turns that groups take in one batch. */
const turnsPerBatch = 10;

interface Waiting<I, O> {
  input: I;
  resolve: (output: O) => void;
  reject: (error: unknown) => void;
}

/** How long a batch may wait to grow, in milliseconds. A round trip costs about the same whatever its size. */
const maxGrowMs = 2;

/**
 * Group commit: inputs that arrive together share one round trip, and each call resolves with its own output. `run`
 * resolves with one output per input, in order; an Error among them rejects that call alone.
 *
 * States:
 * - idle: no batch is in flight. An input starts a batch in the next turn of the event loop, so that requests read from
 *   several sockets share it, or at once if the inputs come together anyway (`startsAtOnce`).
 * - filling: fewer than `maxInFlight` batches are in flight. New inputs wait for the next batch to grow to the size of
 *   the last one, for 2 ms at most.
 * - full: `maxInFlight` batches are in flight. New inputs wait until one of them ends, and fail with Overloaded once
 *   `maxWaiting` wait.
 */
export class Batcher<I, O> {
  readonly #waiting: FairQueue<Waiting<I, O>>;
  #inFlight = 0;
  #isStarting = false;
  #lastSize = 0;
  #growing: NodeJS.Timeout | undefined;

  constructor(
    private readonly run: (inputs: I[]) => Promise<(O | Error)[]>,
    private readonly options: BatcherOptions<I>,
  ) {
    this.#waiting = new FairQueue(Math.max(1, options.maxBatch / turnsPerBatch));
  }

  /** Number of inputs that wait for a batch. */
  get waiting(): number {
    return this.#waiting.size;
  }

  submit(input: I): Promise<O> {
    const { maxWaiting, maxWaitingOfGroup = maxWaiting, weigh, groupOf, partOf } = this.options;
    const { maxWaitingOfPart = maxWaitingOfGroup } = this.options;
    const group = groupOf?.(input) ?? '';
    const waitingOfGroup = this.#waiting.sizeOf(group);
    const isFirstOfGroup = groupOf !== undefined && waitingOfGroup === 0 && this.#waiting.size < 2 * maxWaiting;
    if (this.#waiting.size >= maxWaiting && !isFirstOfGroup) return Promise.reject(new Overloaded(maxWaiting, 'all'));
    const part = partOf?.(input);
    const waitingOfPart = part === undefined ? waitingOfGroup : this.#waiting.sizeOf(group, part);
    const isFirstOfPart = part !== undefined && waitingOfPart === 0 && waitingOfGroup < 2 * maxWaitingOfGroup;
    if (waitingOfGroup >= maxWaitingOfGroup && !isFirstOfPart)
      return Promise.reject(new Overloaded(maxWaitingOfGroup, 'group'));
    if (part !== undefined && waitingOfPart >= maxWaitingOfPart)
      return Promise.reject(new Overloaded(maxWaitingOfPart, 'part'));
    return new Promise<O>((resolve, reject) => {
      this.#waiting.add(group, { input, resolve, reject }, weigh?.(input) ?? 1, part);
      this.#startNext();
    });
  }

  #startNext(hasGrown = false): void {
    if (this.#isStarting || this.#inFlight >= this.options.maxInFlight || this.#waiting.size === 0) return;
    if (this.options.startsAtOnce && this.#inFlight === 0) {
      void this.#runBatch(this.#waiting.take(this.options.maxBatch));
      return;
    }
    if (!hasGrown && this.#inFlight > 0 && this.#waiting.size < this.#lastSize) {
      this.#growing ??= setTimeout(() => {
        this.#growing = undefined;
        this.#startNext(true);
      }, maxGrowMs);
      return;
    }
    clearTimeout(this.#growing);
    this.#growing = undefined;
    this.#isStarting = true;
    setImmediate(() => {
      this.#isStarting = false;
      void this.#runBatch(this.#waiting.take(this.options.maxBatch));
      this.#startNext();
    });
  }

  async #runBatch(batch: Waiting<I, O>[]): Promise<void> {
    this.#inFlight += 1;
    this.#lastSize = batch.length;
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
      this.#inFlight -= 1;
      this.#startNext();
    }
  }
}
