import { Inject, Injectable } from '@nestjs/common';
import type { Settings } from '@postrider/contracts';
import { type ApiKeyKind, type Database } from '@postrider/event-store';
import { Batcher } from '@postrider/process';
import QuickLRU from 'quick-lru';
import { DATABASE, SETTINGS } from '../../tokens.js';
import type { Caller } from '../../http/caller.js';
import { hashToken } from '../token.js';

const cacheSize = 10_000;
const cacheMs = 60_000;
const maxInFlight = 2;

/**
 * Finds callers by their keys. The lookup is by the key's hash in an index, so its duration depends on the hash alone and
 * needs no constant-time comparison. Concurrent lookups share a query, and a limited number of them waits.
 */
@Injectable()
export class ApiKeys {
  readonly #cache = new QuickLRU<string, Caller>({ maxSize: cacheSize, maxAge: cacheMs });
  readonly #finder: Batcher<Buffer, Caller | undefined>;

  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(SETTINGS) settings: Pick<Settings, 'publish'>,
  ) {
    this.#finder = new Batcher((hashes) => this.#findAll(hashes), {
      maxBatch: settings.publish.batchSize,
      maxInFlight,
      maxWaiting: settings.publish.waitingMax,
    });
  }

  /** Reads Postgres. Throws Overloaded. */
  async find(key: string): Promise<Caller | undefined> {
    const hash = hashToken(key);
    const caller = await this.#finder.submit(hash);
    if (caller) this.#cache.set(nameOf(hash), caller);
    else this.#cache.delete(nameOf(hash));
    return caller;
  }

  /** Reads a cache of one minute. For publishing only: its commit checks again that the key is not revoked. */
  async findCached(key: string): Promise<Caller | undefined> {
    return this.#cache.get(nameOf(hashToken(key))) ?? this.find(key);
  }

  async #findAll(hashes: readonly Buffer[]): Promise<(Caller | undefined)[]> {
    const distinct = new Map(hashes.map((hash) => [nameOf(hash), hash]));
    const { rows } = await this.database.query<{ hash: Buffer; id: string; organization_id: string; kind: ApiKeyKind }>(
      {
        name: 'find-api-keys',
        text: 'SELECT hash, id, organization_id, kind FROM api_keys WHERE hash = ANY($1::bytea[]) AND revoked_at IS NULL',
        values: [[...distinct.values()]],
      },
    );
    const found = new Map(
      rows.map(({ hash, id, ...row }): [string, Caller] => [nameOf(hash), { credential: id, ...row }]),
    );
    return hashes.map((hash) => found.get(nameOf(hash)));
  }
}

const nameOf = (hash: Buffer): string => hash.toString('base64');
