import { Inject, Injectable, Logger } from '@nestjs/common';
import { deadLetterFields, type Settings } from '@postrider/contracts';
import { DatabaseUnavailable, type DatabaseClock } from '@postrider/event-store';
import { Overloaded, PollingLoop } from '@postrider/process';
import type { ApiError } from '../http/api-error.js';
import { GatewayMetrics } from '../metrics/gateway-metrics.js';
import { CLOCK, SETTINGS } from '../tokens.js';
import { EntryPublisher, isRefusal } from './entry-publisher.js';
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
  readonly #group: ConsumerGroup;
  readonly #loop = new PollingLoop({
    step: () => this.#step(),
    pauseMs: firstPauseMs,
    logger: this.#logger,
    failure: 'entries cannot be read',
  });
  readonly #claimMs: number;
  #isStopping = false;
  /** True if an outage left own entries pending. */
  #hasPending = false;
  #claimAt = 0;
  #failures = 0;

  constructor(
    @Inject(CLOCK) private readonly clock: DatabaseClock,
    @Inject(SETTINGS) settings: Pick<Settings, 'redis' | 'redisIngest'>,
    private readonly publisher: EntryPublisher,
    private readonly metrics: GatewayMetrics,
  ) {
    this.#group = new ConsumerGroup(settings);
    this.#claimMs = settings.redisIngest.claimMs;
  }

  start(): void {
    this.#loop.start(0);
  }

  /** Stops reading and finishes the batch in progress. While Redis is unavailable, another gateway claims that batch. */
  async stop(): Promise<void> {
    this.#isStopping = true;
    if (!this.#group.isConnected) this.#group.close();
    const deadline = setTimeout(() => {
      this.#group.close();
    }, stopMs);
    await this.#loop.stop();
    await this.#group.deleteOwnConsumer().catch(() => undefined);
    clearTimeout(deadline);
    this.#group.close();
  }

  /** Returns the pause until the next step, longer with each failure. The first failure is logged. */
  async #step(): Promise<number> {
    if (!this.#group.isConnected) return firstPauseMs;
    try {
      await this.#poll();
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

  async #poll(): Promise<void> {
    if (this.#hasPending) await this.#handlePending();
    if (performance.now() >= this.#claimAt) await this.#handleAbandoned();
    await this.#handle(await this.#group.readNew());
  }

  async #handlePending(): Promise<void> {
    let entries = await this.#group.readOwn('0');
    while (entries.length > 0) {
      await this.#handle(entries);
      entries = await this.#group.readOwn(entries.at(-1)?.id ?? '0');
    }
    this.#hasPending = false;
  }

  /** Handles entries one by one, so that an entry with an unforeseen error fails alone. */
  async #handleAbandoned(): Promise<void> {
    const { entries, more } = await this.#group.claim();
    for (const entry of entries) await this.#handle([entry]);
    if (more) return;
    await this.#group.deleteIdleConsumers();
    this.#claimAt = performance.now() + this.#claimMs / 2;
  }

  /** Throws during an outage. */
  async #handle(pending: readonly PendingEntry[]): Promise<void> {
    const entries = pending.flatMap(({ id, fields }) => (fields ? [{ id, fields }] : []));
    const deleted = pending.flatMap(({ id, fields }) => (fields ? [] : id));
    const handled = await this.publisher.publish(entries);
    const published = handled.filter(({ error }) => !error).map(({ entry }) => entry.id);
    this.metrics.ingested.published.add(published.length);
    await this.#group.acknowledge([...deleted, ...published]);

    const refused = handled.flatMap(({ entry, error }) => (isRefusal(error) ? { entry, error } : []));
    for (const { entry, error } of refused) {
      await this.#group.moveToDeadLetters(entry, deadLetterReason(entry.id, error, this.clock.now()));
    }
    this.metrics.ingested.refused.add(refused.length);
    const [first] = refused;
    if (first) {
      // The message is not logged: it may quote the event's data.
      const { code, details } = first.error;
      const fields = { count: refused.length, first: { entry: first.entry.id, code, field: details.field } };
      this.#logger.warn(fields, 'invalid entries became dead letters');
    }

    const failed = handled.flatMap(({ entry, error }) => (error && !isRefusal(error) ? { entry, error } : []));
    for (const { entry, error } of failed) {
      if (!isOutage(error)) this.#logger.error(error, `entry ${entry.id} cannot be published; it will be tried again`);
    }
    const outage = failed.find(({ error }) => isOutage(error));
    if (!outage) return;
    this.#hasPending = true;
    throw outage.error;
  }
}

const isOutage = (error: Error): boolean => error instanceof DatabaseUnavailable || error instanceof Overloaded;

/** The first fields of a dead letter: names and values alternate. */
function deadLetterReason(entryId: string, { code, message, details }: ApiError, at: Date): string[] {
  const values = {
    dead_entry_id: entryId,
    dead_at: at.toISOString(),
    dead_code: code,
    dead_message: message,
    dead_field: details.field ?? '',
  };
  return deadLetterFields.flatMap((name) => [name, values[name]]);
}
