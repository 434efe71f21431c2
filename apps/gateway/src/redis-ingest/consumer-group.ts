import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';
import { deadLetterKey, redisIngestGroup, redisIngestKey, type Settings } from '@postrider/contracts';
import { readerConnection, type RedisClient } from '@postrider/queue';
import { deleteConsumers, moveToDeadLetters } from './scripts.js';
import type { RawEntry } from './entry-request.js';

/** How long a read waits for new entries. A process that stops waits for it. */
const blockMs = 500;
const silenceMs = 10_000;

/** `fields` is null if the entry was deleted while it was pending. */
export type PendingEntry = Omit<RawEntry, 'fields'> & { fields: string[] | null };

const noGroup = /^(NOGROUP|UNBLOCKED)/;
const isReply = (error: unknown, pattern: RegExp): boolean => error instanceof Error && pattern.test(error.message);

/** One consumer in the gateways' consumer group. Every call rejects while Redis is unavailable. */
export class ConsumerGroup {
  readonly #redis: RedisClient;
  readonly #key: string;
  readonly #deadLetters: string;
  readonly #consumer = `${hostname()}-${String(process.pid)}-${randomBytes(4).toString('hex')}`;
  #claimedUpTo = '0-0';

  constructor(private readonly settings: Pick<Settings, 'redis' | 'redisIngest'>) {
    this.#redis = readerConnection(settings.redis.url, 'postrider-redis-ingest', silenceMs);
    this.#key = redisIngestKey(settings.redis.prefix);
    this.#deadLetters = deadLetterKey(settings.redis.prefix);
  }

  /** Returns entries that no consumer has read. Waits up to half a second for some. */
  readNew(): Promise<PendingEntry[]> {
    return this.#read('>');
  }

  /** Returns entries after the given id that this consumer has read and not acknowledged, and resets their idle time. */
  readOwn(after: string): Promise<PendingEntry[]> {
    return this.#read(after);
  }

  /** Claims entries that other consumers have read and not acknowledged in time. `more` is true if others may be left. */
  async claim(): Promise<{ entries: PendingEntry[]; more: boolean }> {
    const { claimMs: idleMs, batchSize: count } = this.settings.redisIngest;
    const [next, entries] = (await this.#inGroup(() =>
      this.#redis.xautoclaim(this.#key, redisIngestGroup, this.#consumer, idleMs, this.#claimedUpTo, 'COUNT', count),
    )) as [string, ([string, string[]] | null)[]];
    this.#claimedUpTo = next;
    return { entries: toEntries(entries), more: next !== '0-0' };
  }

  /** Acknowledges and deletes entries. */
  async acknowledge(ids: readonly string[]): Promise<void> {
    if (ids.length === 0) return;
    const results = await this.#redis
      .multi()
      .xack(this.#key, redisIngestGroup, ...ids)
      .xdel(this.#key, ...ids)
      .exec();
    const [failure] = (results ?? []).flatMap(([error]) => error ?? []);
    if (failure) throw failure;
  }

  /** Moves an entry to the dead letters, with `reason` before its own fields, unless it is acknowledged. */
  async moveToDeadLetters({ id, fields }: RawEntry, reason: readonly string[]): Promise<void> {
    const { deadLettersMax: max } = this.settings.redisIngest;
    const args = [redisIngestGroup, id, max, ...reason, ...fields.slice(0, 2 * maxDeadLetterFields)];
    await moveToDeadLetters.run(this.#redis, this.#key, this.#deadLetters, ...args);
  }

  /** Deletes idle consumers without pending entries. */
  async deleteIdleConsumers(): Promise<void> {
    await this.#deleteConsumers('');
  }

  /** Deletes this consumer, unless it has pending entries: others claim those. */
  async deleteOwnConsumer(): Promise<void> {
    await this.#deleteConsumers(this.#consumer);
  }

  get isConnected(): boolean {
    return this.#redis.status === 'ready';
  }

  /** Disconnects at once. Calls in progress reject. */
  close(): void {
    this.#redis.disconnect();
  }

  /** Redis ignores BLOCK unless `after` is `>`. */
  async #read(after: string): Promise<PendingEntry[]> {
    const count = this.settings.redisIngest.batchSize;
    const streams = ['STREAMS', this.#key, after] as const;
    const reply = await this.#inGroup(() =>
      this.#redis.xreadgroup('GROUP', redisIngestGroup, this.#consumer, 'COUNT', count, 'BLOCK', blockMs, ...streams),
    );
    return toEntries(reply?.[0]?.[1]);
  }

  async #deleteConsumers(own: string): Promise<void> {
    const idleMs = this.settings.redisIngest.claimMs;
    await this.#inGroup(() => deleteConsumers.run(this.#redis, this.#key, redisIngestGroup, idleMs, own));
  }

  /** A new or emptied Redis has no group. The group starts at the oldest entry, so that none is skipped. */
  async #inGroup<T>(call: () => Promise<T>): Promise<T> {
    try {
      return await call();
    } catch (error) {
      if (!isReply(error, noGroup)) throw error;
    }
    await this.#redis.xgroup('CREATE', this.#key, redisIngestGroup, '0', 'MKSTREAM').catch((error: unknown) => {
      if (!isReply(error, /^BUSYGROUP/)) throw error;
    });
    return call();
  }
}

/** A valid entry has four; Redis limits the number of arguments of a script. */
const maxDeadLetterFields = 100;

function toEntries(items: readonly ([id: string, fields: string[] | null] | null)[] | undefined): PendingEntry[] {
  return (items ?? []).flatMap((item) => (item ? [{ id: item[0], fields: item[1] }] : []));
}
