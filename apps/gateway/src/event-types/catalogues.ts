import { Inject, Injectable } from '@nestjs/common';
import { loadAllowedTypes, type Sql } from '@postrider/event-store';
import type { Caller } from '../http/caller.js';
import { SHARED_EVENT_TYPES } from '../tokens.js';
import { Catalogue, type KnownEventType } from './catalogue.js';
import { loadEventTypes, type StoredEventType } from './event-type-store.js';
import { WeightedLru } from './weighted-lru.js';

interface Cached {
  version: number;
  catalogue: Catalogue;
  stored: ReadonlyMap<string, StoredEventType>;
}

/** Includes the texts of the types and the overhead of each organization and type. */
const cachedBytes = 32 * 1_024 * 1_024;
const organizationBytes = 4_096;
const typeBytes = 1_024;

/**
 * Caches the catalogues of organizations. Each change to an organization's types changes its `event_types_version` in the
 * same transaction, and a cached catalogue is used for that version only. After a change, only the changed types are read
 * again.
 */
@Injectable()
export class Catalogues {
  readonly #cache = new WeightedLru<string, Cached>(cachedBytes);

  constructor(@Inject(SHARED_EVENT_TYPES) private readonly shared: readonly KnownEventType[]) {}

  /** Returns the committed catalogue. Do not call it in a transaction that changes the types: it may be rolled back. */
  async of(sql: Sql, organizationId: string): Promise<Catalogue> {
    const { rows } = await sql.query<{ event_types_version: number }>(
      'SELECT event_types_version FROM organizations WHERE id = $1',
      [organizationId],
    );
    return this.at(sql, organizationId, rows[0]?.event_types_version ?? 0);
  }

  /** The same, but for a customer in the portal the types that it may get. */
  async visibleTo({ organization_id, portal }: Caller, sql: Sql): Promise<Catalogue> {
    const catalogue = await this.of(sql, organization_id);
    return portal ? catalogue.ofCustomer(await loadAllowedTypes(sql, portal.customer.id)) : catalogue;
  }

  /** Returns the catalogue at a version that was just read. */
  async at(sql: Sql, organizationId: string, version: number): Promise<Catalogue> {
    const cached = this.#cache.get(organizationId);
    if (cached?.version === version) return cached.catalogue;
    const stored = await loadEventTypes(sql, organizationId, cached?.stored);
    const types = [...stored.values()];
    const own = types.map(({ known }) => known);
    const catalogue = new Catalogue(this.shared, own);
    const bytes = types.reduce((sum, type) => sum + type.bytes + typeBytes, organizationBytes);
    this.#cache.set(organizationId, { version, catalogue, stored }, bytes);
    return catalogue;
  }
}
