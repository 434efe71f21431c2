import { subscriptionCovers } from '@postrider/contracts';
import type { EndpointState } from '@postrider/domain';
import type { Preconditions, Sql } from '@postrider/event-store';
import QuickLRU from 'quick-lru';

/** An active endpoint, with the fields that scheduling needs. */
export type Subscriber = Pick<EndpointState, 'id' | 'event_types' | 'format' | 'envelope'>;

export type SubscribersOf = (organizationId: string, type: string) => readonly Subscriber[];

interface Subscriptions {
  endpoints_version: number;
  event_types_version: number;
  searchable_paths: readonly string[];
  subscribers: Subscriber[];
  byType: Map<string, Subscriber[]>;
}

type Organization = Preconditions['organizations'][number] & Pick<Subscriptions, 'searchable_paths'>;

/** The data of some organizations on which publish calls are decided. */
export interface DecisionData {
  subscribers: SubscribersOf;
  /** The version of each organization's event types. */
  typesVersions: ReadonlyMap<string, number>;
  /** The paths whose values are indexed. They have the version of the event types. */
  searchablePaths: (organizationId: string) => readonly string[];
}

const cachedOrganizations = 1_000;
/** Per organization. A call may name any type before it is refused. */
const cachedTypes = 1_000;

/**
 * Caches the active endpoints and the searchable paths of organizations. A command that changes either changes the
 * organization's `endpoints_version` or `event_types_version` in its own transaction; the cache is compared with both
 * before a decision on it is committed.
 */
export class SubscriptionIndex {
  readonly #cache = new QuickLRU<string, Subscriptions>({ maxSize: cachedOrganizations });

  /** Possibly stale data: commit a decision on it only if `organizations` hold as preconditions. Undefined on a cache miss. */
  cached(organizationIds: readonly string[]): (DecisionData & Pick<Preconditions, 'organizations'>) | undefined {
    const found = new Map<string, Subscriptions>();
    for (const id of organizationIds) {
      const cached = this.#cache.get(id);
      if (!cached) return undefined;
      found.set(id, cached);
    }
    return { ...decisionData(found), organizations: [...found].map(([id, versions]) => ({ id, ...versions })) };
  }

  /** Possibly stale data for an estimate. Undefined on a cache miss. */
  estimate(organizationId: string): SubscribersOf | undefined {
    const cached = this.#cache.peek(organizationId);
    return cached && ((_, type) => matching(cached, type));
  }

  /** Reads the organizations' current data, and which of the API keys are revoked, in one statement. */
  async read(
    sql: Sql,
    { organizationIds, keyIds }: { organizationIds: readonly string[]; keyIds: readonly string[] },
  ): Promise<DecisionData & { revoked: ReadonlySet<string> }> {
    const { rows } = await sql.query<{ kind: 'organization' | 'revoked' } & Organization>({
      name: 'publish-preconditions',
      text: `SELECT 'organization' AS kind, id, endpoints_version, event_types_version, searchable_paths
               FROM organizations WHERE id = ANY($1)
             UNION ALL SELECT 'revoked', id, 0, 0, NULL FROM api_keys WHERE id = ANY($2) AND revoked_at IS NOT NULL`,
      values: [organizationIds, keyIds],
    });
    const found = new Map<string, Subscriptions>();
    for (const { kind, ...organization } of rows) {
      if (kind === 'organization') found.set(organization.id, await this.#at(sql, organization));
    }
    const revoked = new Set(rows.filter(({ kind }) => kind === 'revoked').map(({ id }) => id));
    return { ...decisionData(found), revoked };
  }

  async #at(sql: Sql, { id, ...versions }: Organization): Promise<Subscriptions> {
    const cached = this.#cache.get(id);
    if (cached?.endpoints_version === versions.endpoints_version) return Object.assign(cached, versions);
    const { rows } = await sql.query<Subscriber>(
      'SELECT id, event_types, format, envelope FROM endpoints WHERE organization_id = $1 AND deleted_at IS NULL AND active ORDER BY id',
      [id],
    );
    const subscriptions = { ...versions, subscribers: rows, byType: new Map<string, Subscriber[]>() };
    this.#cache.set(id, subscriptions);
    return subscriptions;
  }
}

const decisionData = (found: ReadonlyMap<string, Subscriptions>): DecisionData => ({
  subscribers: (organizationId, type) => matching(found.get(organizationId), type),
  typesVersions: new Map([...found].map(([id, { event_types_version }]) => [id, event_types_version])),
  searchablePaths: (organizationId) => found.get(organizationId)?.searchable_paths ?? [],
});

function matching(subscriptions: Subscriptions | undefined, type: string): Subscriber[] {
  if (!subscriptions) return [];
  const cached = subscriptions.byType.get(type);
  if (cached) return cached;
  const found = subscriptions.subscribers.filter(({ event_types }) =>
    event_types.some((pattern) => subscriptionCovers(pattern, type)),
  );
  if (subscriptions.byType.size < cachedTypes) subscriptions.byType.set(type, found);
  return found;
}
