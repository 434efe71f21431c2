import { subscriptionCovers } from '@postrider/contracts';
import type { EndpointState } from '@postrider/domain';
import type { Preconditions, Sql } from '@postrider/event-store';
import QuickLRU from 'quick-lru';

/** What scheduling needs to know of an endpoint. */
export type Subscriber = Pick<EndpointState, 'id' | 'event_types' | 'format'>;

interface Subscriptions {
  endpoints_version: number;
  event_types_version: number;
  subscribers: Subscriber[];
  byType: Map<string, Subscriber[]>;
}

type Organization = Preconditions['organizations'][number];

/** What publish calls are decided on. */
export interface Decidable {
  subscribers: (organizationId: string, type: string) => Subscriber[];
  /** By organization: what copies of its event types are compared with. */
  typesVersions: Map<string, number>;
}

const cachedOrganizations = 1_000;
/** Of one organization. Calls may name any type before they are refused for it. */
const cachedTypes = 1_000;

/**
 * The active endpoints of organizations, never staler than the moment of asking: each organization's
 * `endpoints_version` moves in the transaction of every endpoint command, and is compared first.
 */
export class SubscriptionIndex {
  readonly #cache = new QuickLRU<string, Subscriptions>({ maxSize: cachedOrganizations });

  /** As last read, if all of them were: to be acted upon only where `preconditions` are found to hold. */
  remembered(organizationIds: readonly string[]): (Decidable & Pick<Preconditions, 'organizations'>) | undefined {
    const known = organizationIds.map((id) => [id, this.#cache.get(id)] as const);
    const found = new Map(known.flatMap(([id, each]) => (each ? [[id, each]] : [])));
    if (found.size < organizationIds.length) return undefined;
    return { ...decidable(found), organizations: [...found].map(([id, versions]) => ({ id, ...versions })) };
  }

  /** As last read, which may be stale: good for an estimate. Undefined where nothing is remembered. */
  lastKnown(organizationId: string): ((type: string) => readonly Subscriber[]) | undefined {
    const known = this.#cache.peek(organizationId);
    return known && ((type) => matching(known, type));
  }

  /** The current subscriptions of the organizations, and which of the API keys are revoked, in one read. */
  async current(
    sql: Sql,
    asked: { organizationIds: readonly string[]; keyIds: readonly string[] },
  ): Promise<Decidable & { revoked: Set<string> }> {
    const { rows } = await sql.query<{ kind: 'organization' | 'revoked' } & Organization>({
      name: 'publish-preconditions',
      text: `SELECT 'organization' AS kind, id, endpoints_version, event_types_version
               FROM organizations WHERE id = ANY($1)
             UNION ALL SELECT 'revoked', id, 0, 0 FROM api_keys WHERE id = ANY($2) AND revoked_at IS NOT NULL`,
      values: [asked.organizationIds, asked.keyIds],
    });
    const found = new Map<string, Subscriptions>();
    for (const { kind, ...organization } of rows) {
      if (kind === 'organization') found.set(organization.id, await this.#at(sql, organization));
    }
    return { ...decidable(found), revoked: new Set(rows.filter(({ kind }) => kind === 'revoked').map(({ id }) => id)) };
  }

  async #at(sql: Sql, { id, ...versions }: Organization): Promise<Subscriptions> {
    const cached = this.#cache.get(id);
    if (cached?.endpoints_version === versions.endpoints_version) return Object.assign(cached, versions);
    const { rows } = await sql.query<Subscriber>(
      'SELECT id, event_types, format FROM endpoints WHERE organization_id = $1 AND deleted_at IS NULL AND active ORDER BY id',
      [id],
    );
    const fresh = { ...versions, subscribers: rows, byType: new Map<string, Subscriber[]>() };
    this.#cache.set(id, fresh);
    return fresh;
  }
}

const decidable = (found: ReadonlyMap<string, Subscriptions>): Decidable => ({
  subscribers: (organizationId, type) => matching(found.get(organizationId), type),
  typesVersions: new Map([...found].map(([id, { event_types_version }]) => [id, event_types_version])),
});

function matching(subscriptions: Subscriptions | undefined, type: string): Subscriber[] {
  if (!subscriptions) return [];
  const known = subscriptions.byType.get(type);
  if (known) return known;
  const found = subscriptions.subscribers.filter(({ event_types }) =>
    event_types.some((pattern) => subscriptionCovers(pattern, type)),
  );
  if (subscriptions.byType.size < cachedTypes) subscriptions.byType.set(type, found);
  return found;
}
