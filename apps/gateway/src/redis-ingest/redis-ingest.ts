import { Inject, Injectable, Logger } from '@nestjs/common';
import type { Settings } from '@postrider/contracts';
import { DatabaseUnavailable, type DatabaseClock } from '@postrider/event-store';
import { Overloaded, PollingLoop } from '@postrider/process';
import { CLOCK, SETTINGS } from '../tokens.js';
import { deadLetterReason } from './dead-letter.js';
import { EntryPublisher } from './entry-publisher.js';
import { ConsumerGroup, type PendingEntry } from './consumer-group.js';

const firstPauseMs = 100;
const maxPauseMs = 5_000;
/** How long a stop waits for Redis. */
const stopMs = 5_000;

/**
 * Publishes the entries that other services add to the Redis Stream. One batch is in progress at a time, so that calls over
 * HTTP wait for one batch at most. An entry is deleted once it is committed or refused. During an outage of Postgres
 * entries stay pending.
 */
@Injectable()
export class RedisIngest {
  readonly #logger = new Logger('redis-ingest');
  #loop: PollingLoop | undefined;
  #group: ConsumerGroup | undefined;
  #isStopping = false;
  /** True if an outage left own entries pending. */
  #hasPending = false;
  #claimAt = 0;
  #failures = 0;

  constructor(
    @Inject(CLOCK) private readonly clock: DatabaseClock,
    @Inject(SETTINGS) private readonly settings: Pick<Settings, 'redis' | 'redisIngest'>,
    private readonly publisher: EntryPublisher,
  ) {}

  start(): void {
    if (!this.settings.redisIngest.enabled) return;
    const group = new ConsumerGroup(this.settings);
    this.#group = group;
    const step = (): Promise<number> => this.#step(group);
    const failure = 'entries cannot be read';
    this.#loop = new PollingLoop({ step, pauseMs: firstPauseMs, logger: this.#logger, failure });
    this.#loop.start(0);
  }

  /** Stops reading and finishes the batch in progress. While Redis is unavailable, another gateway claims that batch. */
  async stop(): Promise<void> {
    this.#isStopping = true;
    const group = this.#group;
    if (!group) return;
    if (!group.isConnected) group.close();
    const deadline = setTimeout(() => {
      group.close();
    }, stopMs);
    await this.#loop?.stop();
    await group.deleteOwnConsumer().catch(() => undefined);
    clearTimeout(deadline);
    group.close();
  }

  /** Returns the pause until the next step, longer with each failure. The first failure is logged. */
  async #step(group: ConsumerGroup): Promise<number> {
    if (!group.isConnected) return firstPauseMs;
    try {
      await this.#poll(group);
    } catch (error) {
      if (this.#failures === 0 && !this.#isStopping) this.#logger.warn(error, 'entries cannot be read for now');
      const pauseMs = Math.min(firstPauseMs * 2 ** this.#failures, maxPauseMs, this.#claimMs / 2);
      this.#failures += 1;
      return pauseMs;
    }
    if (this.#failures > 0) this.#logger.log('entries are read again');
    this.#failures = 0;
    return 0;
  }

  get #claimMs(): number {
    return this.settings.redisIngest.claimMs;
  }

  async #poll(group: ConsumerGroup): Promise<void> {
    if (this.#hasPending) await this.#handlePending(group);
    if (performance.now() >= this.#claimAt) await this.#handleAbandoned(group);
    await this.#handle(group, await group.readNew());
  }

  async #handlePending(group: ConsumerGroup): Promise<void> {
    let entries = await group.readOwn('0');
    while (entries.length > 0) {
      await this.#handle(group, entries);
      entries = await group.readOwn(entries.at(-1)?.id ?? '0');
    }
    this.#hasPending = false;
  }

  /** Handles entries one by one, so that an entry with an unforeseen error fails alone. */
  async #handleAbandoned(group: ConsumerGroup): Promise<void> {
    const { entries, more } = await group.claim();
    for (const entry of entries) await this.#handle(group, [entry]);
    if (more) return;
    await group.deleteIdleConsumers();
    this.#claimAt = performance.now() + this.#claimMs / 2;
  }

  /** Throws during an outage. */
  async #handle(group: ConsumerGroup, pending: readonly PendingEntry[]): Promise<void> {
    const entries = pending.flatMap(({ id, fields }) => (fields ? [{ id, fields }] : []));
    const deleted = pending.flatMap(({ id, fields }) => (fields ? [] : id));
    const handled = await this.publisher.publish(entries);
    const published = handled.filter(({ is }) => is === 'published').map(({ entry }) => entry.id);
    await group.acknowledge([...deleted, ...published]);

    const refused = handled.filter((one) => one.is === 'refused');
    for (const { entry, error } of refused) {
      await group.moveToDeadLetters(entry, deadLetterReason(entry.id, error, this.clock.now()));
    }
    const [first] = refused;
    if (first) {
      // The message is not logged: it may quote the event's data.
      const { code, details } = first.error;
      const fields = { count: refused.length, first: { entry: first.entry.id, code, field: details.field } };
      this.#logger.warn(fields, 'invalid entries became dead letters');
    }

    const failed = handled.filter((one) => one.is === 'failed');
    for (const { entry, error } of failed.filter((one) => !isOutage(one.error))) {
      this.#logger.error(error, `entry ${entry.id} cannot be published; it will be tried again`);
    }
    const outage = failed.find(({ error }) => isOutage(error));
    if (!outage) return;
    this.#hasPending = true;
    throw outage.error;
  }
}

const isOutage = (error: Error): boolean => error instanceof DatabaseUnavailable || error instanceof Overloaded;
