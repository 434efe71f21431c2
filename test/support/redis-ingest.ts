import { deadLetterKey, redisIngestGroup, redisIngestKey } from '@postrider/contracts';
import { workerConnection } from '@postrider/queue';
import { waitUntil } from '@postrider/testing';

import type { Postrider } from './postrider.js';
import { patienceMs } from './patience.js';

type Fields = Readonly<Record<string, string>>;

/** A dead letter: its own fields and those of the entry, by name. */
export type DeadLetter = Fields & { readonly dead_entry_id: string };

/** A service that shares Redis with Postrider and publishes through it. */
export class RedisIngestProducer {
  readonly redis;
  readonly key: string;
  readonly deadKey: string;
  readonly organization: string;

  constructor({ env, keys }: Postrider) {
    const prefix = env.POSTRIDER_REDIS_PREFIX ?? '';
    this.redis = workerConnection(env.REDIS_URL ?? '', 'e2e');
    this.key = redisIngestKey(prefix);
    this.deadKey = deadLetterKey(prefix);
    this.organization = keys.organization_id;
  }

  /** Adds an event of the first organization. Returns the entry's id. */
  publish(type: string, data: string, id?: string): Promise<string> {
    return this.add({ organization_id: this.organization, type, data, ...(id !== undefined && { id }) });
  }

  add(fields: Fields): Promise<string> {
    return this.addPairs(...Object.entries(fields).flat());
  }

  async addPairs(...pairs: string[]): Promise<string> {
    return String(await this.redis.xadd(this.key, '*', ...pairs));
  }

  /** Resolves when no entry is left, read or unread. */
  async empty(): Promise<void> {
    await waitUntil(async () => (await this.redis.xlen(this.key)) === 0, {
      what: 'no entry to be left',
      timeoutMs: patienceMs,
    });
  }

  /** The number of entries that were read and not acknowledged. */
  async pendingCount(): Promise<number> {
    const [count] = await this.redis.xpending(this.key, redisIngestGroup);
    return Number(count);
  }

  async consumers(): Promise<string[]> {
    const consumers = (await this.redis.xinfo('CONSUMERS', this.key, redisIngestGroup)) as unknown[][];
    return consumers.map((fields) => String(fields[fields.indexOf('name') + 1]));
  }

  async deadLetters(): Promise<DeadLetter[]> {
    const entries = await this.redis.xrange(this.deadKey, '-', '+');
    return entries.map(([, pairs]) => Object.fromEntries(pairsOf(pairs)) as DeadLetter);
  }

  /** The dead letter of an entry. */
  deadLetter(entryId: string): Promise<DeadLetter> {
    const find = async (): Promise<DeadLetter | undefined> =>
      (await this.deadLetters()).find(({ dead_entry_id }) => dead_entry_id === entryId);
    return waitUntil(find, { what: `the dead letter of ${entryId}`, timeoutMs: patienceMs });
  }

  end(): void {
    this.redis.disconnect();
  }
}

function pairsOf(flat: readonly string[]): [string, string][] {
  return Array.from({ length: flat.length / 2 }, (_, i) => [flat[2 * i] ?? '', flat[2 * i + 1] ?? '']);
}
