import { Inject, Injectable } from '@nestjs/common';
import type { Settings } from '@postrider/contracts';
import { type ApiKeyKind, type Database } from '@postrider/event-store';
import { Batcher } from '@postrider/process';
import QuickLRU from 'quick-lru';
import { DATABASE, SETTINGS } from '../tokens.js';
import { hashApiKey } from './api-key.js';
import type { Caller } from './caller.js';

const cacheSize = 10_000;
const cacheMs = 60_000;
const maxInFlight = 2;

/**
 * Finds callers by their keys. The hash of what was given is looked up in an index; the key itself is compared with
 * nothing. How long that takes tells at most how the hash of a guess begins, which says nothing of any key, so there is
 * nothing left to be compared in constant time. Calls that come together are looked up together, and no more of them
 * wait than may.
 */
@Injectable()
export class ApiKeys {
  readonly #recent = new QuickLRU<string, Caller>({ maxSize: cacheSize, maxAge: cacheMs });
  readonly #finder: Batcher<Buffer, Caller | undefined>;

  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(SETTINGS) settings: Settings,
  ) {
    this.#finder = new Batcher((hashes) => this.#findAll(hashes), {
      maxBatch: settings.POSTRIDER_PUBLISH_BATCH,
      maxInFlight,
      maxWaiting: settings.POSTRIDER_PUBLISH_WAITING,
    });
  }

  /** As committed now. Throws Overloaded. */
  async find(key: string): Promise<Caller | undefined> {
    const hash = hashApiKey(key);
    const caller = await this.#finder.submit(hash);
    if (caller) this.#recent.set(nameOf(hash), caller);
    else this.#recent.delete(nameOf(hash));
    return caller;
  }

  /** As known lately: for publishing, where the commit itself checks that the key was not revoked since. */
  async findRecent(key: string): Promise<Caller | undefined> {
    return this.#recent.get(nameOf(hashApiKey(key))) ?? this.find(key);
  }

  async #findAll(hashes: readonly Buffer[]): Promise<(Caller | undefined)[]> {
    const asked = new Map(hashes.map((hash) => [nameOf(hash), hash]));
    const { rows } = await this.database.query<{ hash: Buffer; id: string; organization_id: string; kind: ApiKeyKind }>(
      {
        name: 'find-api-keys',
        text: 'SELECT hash, id, organization_id, kind FROM api_keys WHERE hash = ANY($1::bytea[]) AND revoked_at IS NULL',
        values: [[...asked.values()]],
      },
    );
    const found = new Map(
      rows.map(({ hash, id, ...row }): [string, Caller] => [nameOf(hash), { credential: id, ...row }]),
    );
    return hashes.map((hash) => found.get(nameOf(hash)));
  }
}

const nameOf = (hash: Buffer): string => hash.toString('base64');
