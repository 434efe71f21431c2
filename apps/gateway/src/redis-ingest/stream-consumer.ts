import { setTimeout as sleep } from 'node:timers/promises';
import { Inject, Injectable, Logger } from '@nestjs/common';
import type { Settings } from '@postrider/contracts';
import { DatabaseUnavailable, type DatabaseClock } from '@postrider/event-store';
import { Overloaded } from '@postrider/process';
import { CLOCK, SETTINGS } from '../tokens.js';
import { deadLetterReason } from './dead-letter.js';
import { EntryPublisher } from './entry-publisher.js';
import { EventStream, type PendingEntry } from './event-stream.js';

const firstPauseMs = 100;
const longestPauseMs = 5_000;
/** How long a stop waits for Redis to answer. */
const stopMs = 5_000;

/**
 * Publishes what other services add to the event stream. A batch is under way at a time, so that calls over HTTP wait
 * behind no more than that. Entries leave the stream when they are committed or refused; while Postgres is away they stay.
 */
@Injectable()
export class StreamConsumer {
  readonly #logger = new Logger('stream');
  readonly #stopping = new AbortController();
  #stream: EventStream | undefined;
  #running: Promise<void> = Promise.resolve();
  /** Whether entries that we have read wait for the end of an outage. */
  #isBehind = false;
  #claimAt = 0;
  #failures = 0;

  constructor(
    @Inject(CLOCK) private readonly clock: DatabaseClock,
    @Inject(SETTINGS) private readonly settings: Pick<Settings, 'redis' | 'redisIngest'>,
    private readonly publisher: EntryPublisher,
  ) {}

  start(): void {
    if (!this.settings.redisIngest.enabled) return;
    this.#stream = new EventStream(this.settings);
    this.#running = this.#run(this.#stream);
  }

  /** Reads no more, and finishes the batch under way. Without Redis that batch is left to others, which know what is committed. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    const stream = this.#stream;
    if (!stream) return;
    if (!stream.isConnected) stream.close();
    const deadline = setTimeout(() => {
      stream.close();
    }, stopMs);
    await this.#running;
    await stream.leave().catch(() => undefined);
    clearTimeout(deadline);
    stream.close();
  }

  async #run(stream: EventStream): Promise<void> {
    while (!this.#isStopping()) {
      try {
        if (stream.isConnected) await this.#turn(stream);
        else await this.#pause(firstPauseMs);
        if (this.#failures > 0) this.#logger.log('the stream is read again');
        this.#failures = 0;
      } catch (error) {
        if (this.#isStopping()) return;
        if (this.#failures === 0) this.#logger.warn(error, 'the stream is not read for now');
        const pauseMs = Math.min(firstPauseMs * 2 ** this.#failures, longestPauseMs, this.#claimMs / 2);
        this.#failures += 1;
        await this.#pause(pauseMs);
      }
    }
  }

  async #pause(ms: number): Promise<void> {
    await sleep(ms, undefined, { signal: this.#stopping.signal }).catch(() => undefined);
  }

  #isStopping(): boolean {
    return this.#stopping.signal.aborted;
  }

  get #claimMs(): number {
    return this.settings.redisIngest.claimMs;
  }

  async #turn(stream: EventStream): Promise<void> {
    if (this.#isBehind) await this.#catchUp(stream);
    if (performance.now() >= this.#claimAt) await this.#takeOver(stream);
    await this.#handle(stream, await stream.readNew());
  }

  async #catchUp(stream: EventStream): Promise<void> {
    let entries = await stream.readOwn('0');
    while (entries.length > 0) {
      await this.#handle(stream, entries);
      entries = await stream.readOwn(entries.at(-1)?.id ?? '0');
    }
    this.#isBehind = false;
  }

  /** One by one: an entry that fails whatever it shares a commit with, for a reason we did not foresee, fails alone here. */
  async #takeOver(stream: EventStream): Promise<void> {
    const { entries, more } = await stream.claim();
    for (const entry of entries) await this.#handle(stream, [entry]);
    if (more) return;
    await stream.dropGoneConsumers();
    this.#claimAt = performance.now() + this.#claimMs / 2;
  }

  /** Throws if an outage keeps entries from being published. */
  async #handle(stream: EventStream, pending: readonly PendingEntry[]): Promise<void> {
    const entries = pending.flatMap(({ id, fields }) => (fields ? [{ id, fields }] : []));
    const gone = pending.flatMap(({ id, fields }) => (fields ? [] : id));
    const handled = await this.publisher.publish(entries);
    const published = handled.filter(({ is }) => is === 'published').map(({ entry }) => entry.id);
    await stream.settle([...gone, ...published]);

    const refused = handled.filter((one) => one.is === 'refused');
    for (const { entry, error } of refused) {
      await stream.bury(entry, deadLetterReason(entry.id, error, this.clock.now()));
    }
    const [first] = refused;
    if (first) {
      // Its message may quote the data, which is not to be logged.
      const { code, details } = first.error;
      const fields = { count: refused.length, first: { entry: first.entry.id, code, field: details.field } };
      this.#logger.warn(fields, 'entries of the stream are dead letters');
    }

    const failed = handled.filter((one) => one.is === 'failed');
    for (const { entry, error } of failed.filter((one) => !isOutage(one.error))) {
      this.#logger.error(error, `the entry ${entry.id} of the stream cannot be published; it is tried again`);
    }
    const outage = failed.find(({ error }) => isOutage(error));
    if (!outage) return;
    this.#isBehind = true;
    throw outage.error;
  }
}

const isOutage = (error: Error): boolean => error instanceof DatabaseUnavailable || error instanceof Overloaded;
