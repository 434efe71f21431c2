import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';
import { deadLetterKey, eventStreamGroup, eventStreamKey, type Settings } from '@postrider/contracts';
import { readerConnection } from '@postrider/queue';
import type { Redis } from 'ioredis';
import { buryScript, dropConsumersScript } from './scripts.js';
import type { RawEntry } from './stream-entry.js';

/** How long a look for new entries waits for some. A process that stops waits for it. */
const blockMs = 500;
const silenceMs = 10_000;

/** An entry whose fields are gone was deleted by somebody while it was pending. */
export type PendingEntry = Omit<RawEntry, 'fields'> & { fields: string[] | null };

const noGroup = /^(NOGROUP|UNBLOCKED)/;
const isReply = (error: unknown, pattern: RegExp): boolean => error instanceof Error && pattern.test(error.message);

/** The event stream in Redis, as one consumer of the gateways' group sees it. Every call fails while Redis is away. */
export class EventStream {
  readonly #redis: Redis;
  readonly #key: string;
  readonly #deadLetters: string;
  readonly #consumer = `${hostname()}-${String(process.pid)}-${randomBytes(4).toString('hex')}`;
  #claimedUpTo = '0-0';

  constructor(private readonly settings: Pick<Settings, 'redis' | 'redisIngest'>) {
    this.#redis = readerConnection(settings.redis.url, 'postrider-stream', silenceMs);
    this.#key = eventStreamKey(settings.redis.prefix);
    this.#deadLetters = deadLetterKey(settings.redis.prefix);
  }

  /** Entries that nobody has read; waits a moment for some. */
  async readNew(): Promise<PendingEntry[]> {
    const count = this.settings.redisIngest.batchSize;
    const answer = await this.#inGroup(() =>
      this.#redis.xreadgroup(
        'GROUP',
        eventStreamGroup,
        this.#consumer,
        'COUNT',
        count,
        'BLOCK',
        blockMs,
        'STREAMS',
        this.#key,
        '>',
      ),
    );
    return toEntries(answer?.[0]?.[1]);
  }

  /** Entries behind the one named that this consumer has read and not settled. They are not taken for abandoned afterwards. */
  async readOwn(after: string): Promise<PendingEntry[]> {
    const count = this.settings.redisIngest.batchSize;
    const answer = await this.#inGroup(() =>
      this.#redis.xreadgroup('GROUP', eventStreamGroup, this.#consumer, 'COUNT', count, 'STREAMS', this.#key, after),
    );
    return toEntries(answer?.[0]?.[1]);
  }

  /** Takes over some entries that nobody has settled for long; `more` says whether others may be left. */
  async claim(): Promise<{ entries: PendingEntry[]; more: boolean }> {
    const { claimMs: idleMs, batchSize: count } = this.settings.redisIngest;
    const [next, entries] = (await this.#inGroup(() =>
      this.#redis.xautoclaim(this.#key, eventStreamGroup, this.#consumer, idleMs, this.#claimedUpTo, 'COUNT', count),
    )) as [string, ([string, string[]] | null)[]];
    this.#claimedUpTo = next;
    return { entries: toEntries(entries), more: next !== '0-0' };
  }

  /** For entries that are dealt with: they are not read again. */
  async settle(ids: readonly string[]): Promise<void> {
    if (ids.length === 0) return;
    const results = await this.#redis
      .multi()
      .xack(this.#key, eventStreamGroup, ...ids)
      .xdel(this.#key, ...ids)
      .exec();
    const [failure] = (results ?? []).flatMap(([error]) => error ?? []);
    if (failure) throw failure;
  }

  /** Moves an entry to the dead letters, with `reason` before its own fields; not if it was settled meanwhile. */
  async bury({ id, fields }: RawEntry, reason: readonly string[]): Promise<void> {
    const { deadLettersMax: max } = this.settings.redisIngest;
    const args = [eventStreamGroup, id, max, ...reason, ...fields.slice(0, 2 * maxBuriedFields)];
    await this.#redis.eval(buryScript, 2, this.#key, this.#deadLetters, ...args);
  }

  /** Drops consumers without pending entries that have shown no sign of life for long. */
  async dropGoneConsumers(): Promise<void> {
    await this.#dropConsumers('', this.settings.redisIngest.claimMs);
  }

  /** Takes this consumer out of the group, unless it leaves pending entries: others take those over. */
  async leave(): Promise<void> {
    await this.#dropConsumers(this.#consumer, this.settings.redisIngest.claimMs);
  }

  get isConnected(): boolean {
    return this.#redis.status === 'ready';
  }

  /** At once: what waits for an answer fails. */
  close(): void {
    this.#redis.disconnect();
  }

  async #dropConsumers(own: string, idleMs: number): Promise<void> {
    await this.#inGroup(() => this.#redis.eval(dropConsumersScript, 1, this.#key, eventStreamGroup, idleMs, own));
  }

  /** A Redis that is new or was emptied has no group. It begins with the oldest entry: that was added for us as well. */
  async #inGroup<T>(call: () => Promise<T>): Promise<T> {
    try {
      return await call();
    } catch (error) {
      if (!isReply(error, noGroup)) throw error;
    }
    await this.#redis.xgroup('CREATE', this.#key, eventStreamGroup, '0', 'MKSTREAM').catch((error: unknown) => {
      if (!isReply(error, /^BUSYGROUP/)) throw error;
    });
    return call();
  }
}

/** An entry has four; a script cannot pass on any number. */
const maxBuriedFields = 100;

function toEntries(items: readonly ([id: string, fields: string[] | null] | null)[] | undefined): PendingEntry[] {
  return (items ?? []).flatMap((item) => (item ? [{ id: item[0], fields: item[1] }] : []));
}
