import { isOperationalType, type OwnerCustomer } from '@postrider/contracts';
import { isAboutItself, isSubscribed, type CustomerState } from '@postrider/domain';
import type { Preconditions, Sql } from '@postrider/event-store';
import QuickLRU from 'quick-lru';
import { readCustomerVersions, readSubscribersOf } from './customer-subscriptions.js';
import type { CustomerKey } from '../customers/customer-store.js';
import type { Subscriber, SubscribersOf } from './subscriber.js';

interface Subscriptions {
  endpoints_version: number;
  event_types_version: number;
  searchable_paths: readonly string[];
  /** Of customers without their own; null for none. */
  customer_publish_limit: number | null;
  subscribers: Subscriber[];
  byType: Map<string, Subscriber[]>;
}

interface CustomerSubscriptions extends Pick<CustomerState, 'id' | 'uid' | 'publish_limit' | 'allowed_event_types'> {
  endpoints_version: number;
  subscribers: Subscriber[];
  byType: Map<string, Subscriber[]>;
  /** The organization's endpoints that `byType` includes. */
  organization?: Subscriptions | undefined;
}

type Organization = Preconditions['organizations'][number] &
  Pick<Subscriptions, 'searchable_paths' | 'customer_publish_limit'>;

/** What publish calls refer to. */
export interface Referred {
  organizationIds: readonly string[];
  customers: readonly CustomerKey[];
}

/** The data of some organizations on which publish calls are decided. */
export interface DecisionData {
  subscribers: SubscribersOf;
  /** Undefined if there is no such customer. */
  customer: (organizationId: string, reference: string) => OwnerCustomer | undefined;
  /** The version of each organization's event types. */
  typesVersions: ReadonlyMap<string, number>;
  /** The paths whose values are indexed. They have the version of the event types. */
  searchablePaths: (organizationId: string) => readonly string[];
}

const cachedOrganizations = 1_000;
const cachedCustomers = 10_000;
/** Per organization and customer. A call may name any type before it is refused. */
const cachedTypes = 1_000;

/**
 * Caches the active endpoints of organizations and customers, and searchable paths and limits. A command that changes one of them
 * changes the `endpoints_version` of the organization or the customer, or the `event_types_version`, in its own
 * transaction; the cache is compared with these before a decision on it is committed.
 */
export class SubscriptionIndex {
  readonly #organizations = new QuickLRU<string, Subscriptions>({ maxSize: cachedOrganizations });
  readonly #customers = new QuickLRU<string, CustomerSubscriptions>({ maxSize: cachedCustomers });

  /** Possibly stale data: commit a decision on it only if the preconditions hold. Undefined on a cache miss. */
  cached(referred: Referred): (DecisionData & Required<Omit<Preconditions, 'keyIds'>>) | undefined {
    const found = new Map<string, Subscriptions>();
    for (const id of referred.organizationIds) {
      const cached = this.#organizations.get(id);
      if (!cached) return undefined;
      found.set(id, cached);
    }
    const named = new Map<string, CustomerSubscriptions>();
    for (const key of referred.customers) {
      const cached = this.#customers.get(nameOf(key));
      if (!cached) return undefined;
      named.set(nameOf(key), cached);
    }
    return {
      ...decisionData(found, named),
      organizations: [...found].map(([id, versions]) => ({ id, ...versions })),
      customers: [...named.values()],
    };
  }

  /** Possibly stale data for an estimate. Undefined on a cache miss of the organization. */
  estimate(organizationId: string): SubscribersOf | undefined {
    const cached = this.#organizations.peek(organizationId);
    return (
      cached &&
      ((organization_id, event) => {
        const { type, customer } = event;
        const found =
          customer === undefined
            ? matching(cached, type)
            : matchingOfCustomer(this.#customers.peek(nameOf({ organization_id, reference: customer })), cached, type);
        return withoutSubject(found, event);
      })
    );
  }

  /** Whether the customer exists, or did a moment ago. */
  knows(key: CustomerKey): boolean {
    return this.#customers.has(nameOf(key));
  }

  /** A possibly stale limit. Undefined if the customer is not known yet. */
  publishLimit(key: CustomerKey): Pick<CustomerState, 'id' | 'uid' | 'publish_limit'> | undefined {
    const customer = this.#customers.peek(nameOf(key));
    if (!customer) return undefined;
    const { id, uid, publish_limit } = customer;
    const ofOrganization = this.#organizations.peek(key.organization_id)?.customer_publish_limit ?? null;
    return { id, uid, publish_limit: publish_limit ?? ofOrganization };
  }

  /** Reads the current data, and which of the API keys are revoked. */
  async read(
    sql: Sql,
    { organizationIds, customers, keyIds }: Referred & { keyIds: readonly string[] },
  ): Promise<DecisionData & { revoked: ReadonlySet<string> }> {
    const { rows } = await sql.query<{ kind: 'organization' | 'revoked' } & Organization>({
      name: 'publish-preconditions',
      text: `SELECT 'organization' AS kind, id, endpoints_version, event_types_version, searchable_paths,
                    (customer_limits->>'publish_limit')::int AS customer_publish_limit
               FROM organizations WHERE id = ANY($1)
             UNION ALL SELECT 'revoked', id, 0, 0, NULL, NULL FROM api_keys WHERE id = ANY($2) AND revoked_at IS NOT NULL`,
      values: [organizationIds, keyIds],
    });
    const found = new Map<string, Subscriptions>();
    for (const { kind, ...organization } of rows) {
      if (kind === 'organization') found.set(organization.id, await this.#at(sql, organization));
    }
    const named = await this.#customersAt(sql, customers);
    const revoked = new Set(rows.filter(({ kind }) => kind === 'revoked').map(({ id }) => id));
    return { ...decisionData(found, named), revoked };
  }

  async #at(sql: Sql, { id, ...versions }: Organization): Promise<Subscriptions> {
    const cached = this.#organizations.get(id);
    if (cached?.endpoints_version === versions.endpoints_version) return Object.assign(cached, versions);
    const { rows } = await sql.query<Subscriber>(
      `SELECT id, event_types, format, envelope, all_customers FROM endpoints
        WHERE organization_id = $1 AND customer_id IS NULL AND deleted_at IS NULL AND active ORDER BY id`,
      [id],
    );
    const subscriptions = { ...versions, subscribers: rows, byType: new Map<string, Subscriber[]>() };
    this.#organizations.set(id, subscriptions);
    return subscriptions;
  }

  /** By the names of their keys, without unknown ones. */
  async #customersAt(sql: Sql, keys: readonly CustomerKey[]): Promise<Map<string, CustomerSubscriptions>> {
    const found = new Map<string, CustomerSubscriptions>();
    if (keys.length === 0) return found;
    const current = await readCustomerVersions(sql, keys);
    const isCached = ({ id, endpoints_version }: (typeof current)[number], name: string): boolean => {
      const cached = this.#customers.get(name);
      return cached?.id === id && cached.endpoints_version === endpoints_version;
    };
    const changed = current.filter((customer) => !isCached(customer, nameOf(customer)));
    const subscribers = await readSubscribersOf(sql, [...new Set(changed.map(({ id }) => id))]);
    for (const { organization_id, reference, ...customer } of changed) {
      this.#customers.set(nameOf({ organization_id, reference }), {
        ...customer,
        subscribers: subscribers.get(customer.id) ?? [],
        byType: new Map(),
      });
    }
    const existing = new Set(current.map(nameOf));
    for (const key of keys) if (!existing.has(nameOf(key))) this.#customers.delete(nameOf(key));
    for (const key of current) {
      const cached = this.#customers.get(nameOf(key));
      if (cached) found.set(nameOf(key), cached);
    }
    return found;
  }
}

const nameOf = ({ organization_id, reference }: CustomerKey): string => `${organization_id} ${reference}`;

const decisionData = (
  found: ReadonlyMap<string, Subscriptions>,
  named: ReadonlyMap<string, CustomerSubscriptions>,
): DecisionData => {
  const customerOf = (organization_id: string, reference: string): CustomerSubscriptions | undefined =>
    named.get(nameOf({ organization_id, reference }));
  return {
    subscribers: (organizationId, event) => {
      const { type, customer } = event;
      const organization = found.get(organizationId);
      const subscribers =
        customer === undefined
          ? matching(organization, type)
          : matchingOfCustomer(customerOf(organizationId, customer), organization, type);
      return withoutSubject(subscribers, event);
    },
    customer: customerOf,
    typesVersions: new Map([...found].map(([id, { event_types_version }]) => [id, event_types_version])),
    searchablePaths: (organizationId) => found.get(organizationId)?.searchable_paths ?? [],
  };
};

/** Without the endpoint that an event of Postrider is about. */
function withoutSubject(
  subscribers: readonly Subscriber[],
  { id: event_id, type: event_type }: Parameters<SubscribersOf>[1],
): readonly Subscriber[] {
  if (!isOperationalType(event_type)) return subscribers;
  return subscribers.filter(({ id }) => !isAboutItself({ event_id, event_type }, id));
}

const covering = (subscribers: readonly Subscriber[], type: string, allowed: readonly string[] | null): Subscriber[] =>
  subscribers.filter((subscriber) => isSubscribed(subscriber, type, allowed));

function matching(subscriptions: Subscriptions | undefined, type: string): Subscriber[] {
  if (!subscriptions) return [];
  return remembered(subscriptions.byType, type, () => covering(subscriptions.subscribers, type, null));
}

/** The customer's endpoints, and the organization's that get the events of every customer. */
function matchingOfCustomer(
  customer: CustomerSubscriptions | undefined,
  organization: Subscriptions | undefined,
  type: string,
): Subscriber[] {
  if (!customer) return [];
  if (customer.organization !== organization) {
    customer.organization = organization;
    customer.byType.clear();
  }
  return remembered(customer.byType, type, () => {
    const own = covering(customer.subscribers, type, customer.allowed_event_types);
    const others = matching(organization, type).filter(({ all_customers }) => all_customers);
    return others.length === 0 ? own : [...own, ...others].toSorted((a, b) => (a.id < b.id ? -1 : 1));
  });
}

function remembered(byType: Map<string, Subscriber[]>, type: string, find: () => Subscriber[]): Subscriber[] {
  const cached = byType.get(type);
  if (cached) return cached;
  const found = find();
  if (byType.size < cachedTypes) byType.set(type, found);
  return found;
}
