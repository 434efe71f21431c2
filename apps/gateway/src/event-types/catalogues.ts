import { Inject, Injectable } from '@nestjs/common';
import type { Sql } from '@postrider/event-store';
import QuickLRU from 'quick-lru';
import { SHARED_EVENT_TYPES } from '../tokens.js';
import { Catalogue, type KnownEventType } from './catalogue.js';
import { loadEventTypes } from './event-type-store.js';

interface Cached {
  version: number;
  catalogue: Catalogue;
}

const cachedOrganizations = 1_000;
/** Of the texts; compiled they take several times as much. */
const cachedBytes = 16 * 1_024 * 1_024;

/**
 * The catalogues of organizations, never staler than the moment of asking: an organization's `event_types_version` moves
 * in the transaction of every change to its types, and is compared first.
 */
@Injectable()
export class Catalogues {
  readonly #cache = new QuickLRU<string, Cached>({ maxSize: cachedOrganizations });
  #bytes = 0;

  constructor(@Inject(SHARED_EVENT_TYPES) private readonly shared: readonly KnownEventType[]) {}

  /** What is committed now. Not for a transaction that has changed the types itself: its version may never come. */
  async of(sql: Sql, organizationId: string): Promise<Catalogue> {
    const { rows } = await sql.query<{ event_types_version: number }>(
      'SELECT event_types_version FROM organizations WHERE id = $1',
      [organizationId],
    );
    return this.at(sql, organizationId, rows[0]?.event_types_version ?? 0);
  }

  /** The catalogue under a version that has just been read. */
  async at(sql: Sql, organizationId: string, version: number): Promise<Catalogue> {
    const cached = this.#cache.get(organizationId);
    if (cached?.version === version) return cached.catalogue;
    const { types, bytes } = await loadEventTypes(sql, organizationId);
    const catalogue = new Catalogue(this.shared, types);
    // What was replaced or dropped is still counted: then the cache is emptied a little early.
    this.#bytes += bytes;
    if (this.#bytes > cachedBytes) {
      this.#cache.clear();
      this.#bytes = bytes;
    }
    this.#cache.set(organizationId, { version, catalogue });
    return catalogue;
  }
}
