import { listen, type ListenMessage, type ListenOptions } from './listen.js';
import type { PostriderOptions, RequestOptions } from './options.js';
import { path } from './path.js';
import { Contacts } from './resources/contacts.js';
import { Customers } from './resources/customers.js';
import { Deliveries } from './resources/deliveries.js';
import { Endpoints } from './resources/endpoints.js';
import { EventTypes } from './resources/event-types.js';
import { Events } from './resources/events.js';
import { Keys } from './resources/keys.js';
import { OAuthGrants } from './resources/oauth-grants.js';
import { Operations } from './resources/operations.js';
import { Portal } from './resources/portal.js';
import { Transport } from './transport.js';
import type { Overview, OverviewQuery } from './types.js';

/**
 * A client of one Postrider server with one API key. Calls reject with a PostriderError, or with the reason of an aborted
 * signal. Invalid arguments are a TypeError: nothing is sent.
 */
export class Postrider {
  readonly customers: Customers;
  readonly endpoints: Endpoints;
  readonly deliveries: Deliveries;
  readonly events: Events;
  readonly eventTypes: EventTypes;
  readonly operations: Operations;
  readonly contacts: Contacts;
  readonly keys: Keys;
  readonly oauthGrants: OAuthGrants;
  readonly portal: Portal;
  readonly #transport: Transport;

  constructor(options: PostriderOptions) {
    const transport = new Transport(options);
    this.customers = new Customers(transport);
    this.endpoints = new Endpoints(transport);
    this.deliveries = new Deliveries(transport);
    this.events = new Events(transport);
    this.eventTypes = new EventTypes(transport);
    this.operations = new Operations(transport);
    this.contacts = new Contacts(transport);
    this.keys = new Keys(transport);
    this.oauthGrants = new OAuthGrants(transport);
    this.portal = new Portal(transport);
    this.#transport = transport;
  }

  /** Counts of attempts by outcome, pending deliveries, and failing endpoints. Needs a management key. */
  async overview(query: OverviewQuery = {}, options?: RequestOptions): Promise<Overview> {
    return this.#transport.call({ method: 'GET', path: path`/overview`, query }, options);
  }

  /**
   * Events as they are published, as the signed requests that a receiver gets, for as long as the iteration goes on.
   * Reconnects after a lost connection, and continues after the last message that the loop body finished with. Throws a
   * PostriderError if the first connection fails, or if a later one is permanently refused. Needs a management key.
   */
  listen(options: ListenOptions = {}): AsyncGenerator<ListenMessage, void, undefined> {
    return listen(this.#transport, options);
  }
}
