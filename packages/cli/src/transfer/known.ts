import type { Customer, Endpoint, EventType, Postrider, RequestOptions } from '@postrider/sdk';
import type { CustomerLine, EndpointLine, EventTypeLine } from './line.js';

type CustomerFields = CustomerLine['body'];
type EventTypeFields = Omit<EventTypeLine['body'], 'type'> & { source: EventType['source'] };
/** What an import can change of an endpoint, in the form of a line. */
type EndpointFields = Omit<EndpointLine['body'], 'customer' | 'signing_secret' | 'allow_weak'>;

export interface KnownEndpoint {
  /** Empty for one that a dry run would create. */
  id: string;
  fields: EndpointFields;
}

/** An endpoint as a file names it. */
export interface NamedEndpoint {
  customer: string | null;
  /** Its uid, or its id without one. */
  uid: string;
  id: string;
}

const pageSize = 250;

/**
 * What the organization has, read before an import: a page has 250 of them, and a call for each line would exhaust the rate
 * limit of the key.
 */
export class Known {
  readonly eventTypes = new Map<string, EventTypeFields>();
  /** By uid. */
  readonly customers = new Map<string, CustomerFields>();
  readonly #endpoints = new Map<string, KnownEndpoint>();

  static async load(client: Postrider, options: RequestOptions): Promise<Known> {
    const known = new Known();
    // The first call tells soon if the URL or the key is wrong.
    for (const { type, ...fields } of await client.eventTypes.list()) known.eventTypes.set(type, fields);
    for await (const each of client.customers.list({ limit: pageSize }, options)) known.addCustomer(each);
    for await (const each of client.endpoints.list({ limit: pageSize }, options)) known.addEndpoint(each);
    return known;
  }

  addCustomer(customer: Customer): void {
    this.customers.set(customer.uid, customerFields(customer));
  }

  addEndpoint(endpoint: Endpoint): void {
    const { id, uid, customer } = endpoint;
    this.setEndpoint(customer?.uid, uid ?? id, { id, fields: endpointFields(endpoint) });
  }

  setEndpoint(customer: string | undefined, uid: string, endpoint: KnownEndpoint): void {
    this.#endpoints.set(keyOf(customer, uid), endpoint);
  }

  /** The endpoint of a customer, or of the organization itself, with this uid; one without a uid by its id. */
  endpoint(customer: string | undefined, uid: string): KnownEndpoint | undefined {
    return this.#endpoints.get(keyOf(customer, uid));
  }

  *namedEndpoints(): Generator<NamedEndpoint, void, undefined> {
    for (const [key, { id }] of this.#endpoints) {
      const [customer = '', uid = ''] = key.split(' ');
      yield { customer: customer === '' ? null : customer, uid, id };
    }
  }
}

/** No uid has a space. */
const keyOf = (customer: string | undefined, uid: string): string => `${customer ?? ''} ${uid}`;

/** The fields of a line. */
export function customerFields(customer: Customer) {
  const { name, metadata, active, rate_limit, publish_limit, max_endpoints, allowed_event_types } = customer;
  return { name, metadata, active, rate_limit, publish_limit, max_endpoints, allowed_event_types };
}

/** The fields of a line. An endpoint that is inactive with its customer would be active without. */
export function endpointFields(endpoint: Endpoint): EndpointFields {
  const { url, event_types, name, description, metadata, active, disabled_reason, rate_limit, envelope } = endpoint;
  return {
    url,
    event_types,
    name,
    description,
    metadata,
    active: active || disabled_reason === 'customer_inactive',
    rate_limit,
    envelope,
    // Only an endpoint of the organization itself may have it.
    ...(endpoint.customer === undefined && { customers: endpoint.customers ?? 'none' }),
  };
}
