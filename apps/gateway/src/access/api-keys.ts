import { Inject, Injectable } from '@nestjs/common';
import type { ApiKeyKind, Database } from '@postrider/event-store';
import QuickLRU from 'quick-lru';
import { DATABASE } from '../tokens.js';
import { hashApiKey } from './api-key.js';
import type { Caller } from './caller.js';

const cacheSize = 10_000;
const cacheMs = 60_000;

/**
 * Finds callers by their keys. The hash of what was given is looked up in an index; the key itself is compared with
 * nothing. How long that takes tells at most how the hash of a guess begins, which says nothing of any key, so there is
 * nothing left to be compared in constant time.
 */
@Injectable()
export class ApiKeys {
  readonly #recent = new QuickLRU<string, Caller>({ maxSize: cacheSize, maxAge: cacheMs });

  constructor(@Inject(DATABASE) private readonly database: Database) {}

  /** As committed now. */
  async find(key: string): Promise<Caller | undefined> {
    const hash = hashApiKey(key);
    const { rows } = await this.database.query<{ id: string; organization_id: string; kind: ApiKeyKind }>({
      name: 'find-api-key',
      text: 'SELECT id, organization_id, kind FROM api_keys WHERE hash = $1 AND revoked_at IS NULL',
      values: [hash],
    });
    const [row] = rows;
    const caller = row && { key_id: row.id, organization_id: row.organization_id, kind: row.kind };
    const cacheKey = hash.toString('base64');
    if (caller) this.#recent.set(cacheKey, caller);
    else this.#recent.delete(cacheKey);
    return caller;
  }

  /** As known lately: for publishing, where the commit itself checks that the key was not revoked since. */
  async findRecent(key: string): Promise<Caller | undefined> {
    return this.#recent.get(hashApiKey(key).toString('base64')) ?? this.find(key);
  }
}
