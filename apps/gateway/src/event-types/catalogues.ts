import { Inject, Injectable } from '@nestjs/common';
import type { Sql } from '@postrider/event-store';
import { SHARED_EVENT_TYPES } from '../tokens.js';
import { Catalogue, type KnownEventType } from './catalogue.js';
import { loadEventTypes, type StoredEventType } from './event-type-store.js';
import { WeightedLru } from './weighted-lru.js';

interface Cached {
  version: number;
  catalogue: Catalogue;
  stored: ReadonlyMap<string, StoredEventType>;
}

/** Of the texts, and of what an organization and each type take besides. */
const cachedBytes = 32 * 1_024 * 1_024;
const organizationBytes = 4_096;
const typeBytes = 1_024;

/**
 * The catalogues of organizations, never staler than the moment of asking: an organization's `event_types_version` moves
 * in the transaction of every change to its types, and is compared first. Of a changed organization only the
 * types that changed are read again.
 */
@Injectable()
export class Catalogues {
  readonly #cache = new WeightedLru<string, Cached>(cachedBytes);

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
    const stored = await loadEventTypes(sql, organizationId, cached?.stored);
    const types = [...stored.values()];
    const catalogue = new Catalogue(
      this.shared,
      types.map(({ known }) => known),
    );
    const bytes = types.reduce((sum, type) => sum + type.bytes + typeBytes, organizationBytes);
    this.#cache.set(organizationId, { version, catalogue, stored }, bytes);
    return catalogue;
  }
}
