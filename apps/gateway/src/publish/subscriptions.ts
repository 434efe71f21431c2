import { subscriptionCovers } from '@postrider/contracts';
import type { EndpointState } from '@postrider/domain';
import type { Sql } from '@postrider/event-store';
import QuickLRU from 'quick-lru';

/** What scheduling needs to know of an endpoint. */
export type Subscriber = Pick<EndpointState, 'id' | 'event_types' | 'format'>;

interface Subscriptions {
  version: number;
  subscribers: Subscriber[];
  byType: Map<string, Subscriber[]>;
}

const cachedOrganizations = 1_000;

/**
 * The active endpoints of organizations, never staler than the moment of asking: each organization's
 * `endpoints_version` moves in the transaction of every endpoint command, and is compared first.
 */
export class SubscriptionIndex {
  readonly #cache = new QuickLRU<string, Subscriptions>({ maxSize: cachedOrganizations });

  /** The current subscriptions of the organizations, and which of the API keys are revoked, in one read. */
  async current(
    sql: Sql,
    asked: { organizationIds: string[]; keyIds: string[] },
  ): Promise<{
    subscribers: (organizationId: string, type: string) => Subscriber[];
    /** By organization: what copies of its event types are compared with. */
    typesVersions: Map<string, number>;
    revoked: Set<string>;
  }> {
    const { rows } = await sql.query<{
      kind: 'organization' | 'revoked';
      id: string;
      version: number;
      types_version: number;
    }>({
      name: 'publish-preconditions',
      text: `SELECT 'organization' AS kind, id, endpoints_version AS version, event_types_version AS types_version
               FROM organizations WHERE id = ANY($1)
             UNION ALL SELECT 'revoked', id, 0, 0 FROM api_keys WHERE id = ANY($2) AND revoked_at IS NOT NULL`,
      values: [asked.organizationIds, asked.keyIds],
    });
    const found = new Map<string, Subscriptions>();
    const organizations = rows.filter(({ kind }) => kind === 'organization');
    for (const { id, version } of organizations) found.set(id, await this.#at(sql, id, version));
    return {
      subscribers: (organizationId, type) => matching(found.get(organizationId), type),
      typesVersions: new Map(organizations.map(({ id, types_version }) => [id, types_version])),
      revoked: new Set(rows.filter(({ kind }) => kind === 'revoked').map(({ id }) => id)),
    };
  }

  async #at(sql: Sql, organizationId: string, version: number): Promise<Subscriptions> {
    const cached = this.#cache.get(organizationId);
    if (cached?.version === version) return cached;
    const { rows } = await sql.query<Subscriber>(
      'SELECT id, event_types, format FROM endpoints WHERE organization_id = $1 AND deleted_at IS NULL AND active ORDER BY id',
      [organizationId],
    );
    const fresh = { version, subscribers: rows, byType: new Map<string, Subscriber[]>() };
    this.#cache.set(organizationId, fresh);
    return fresh;
  }
}

function matching(subscriptions: Subscriptions | undefined, type: string): Subscriber[] {
  if (!subscriptions) return [];
  const known = subscriptions.byType.get(type);
  if (known) return known;
  const found = subscriptions.subscribers.filter(({ event_types }) =>
    event_types.some((pattern) => subscriptionCovers(pattern, type)),
  );
  subscriptions.byType.set(type, found);
  return found;
}
