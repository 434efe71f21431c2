import type { List } from '../list.js';
import type { RequestOptions } from '../options.js';
import { path } from '../path.js';
import type { Transport } from '../transport.js';
import type {
  ActivityQuery,
  BulkOperation,
  CreatedEndpoint,
  Delivery,
  Endpoint,
  EndpointActivity,
  EndpointChanges,
  EndpointInput,
  EndpointQuery,
  RecoverRange,
  RotatedSecret,
  TestInput,
} from '../types.js';

/** Who gets webhooks. Needs a management key. */
export class Endpoints {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /** Newest first, without deleted ones. */
  list(query: EndpointQuery = {}, options?: RequestOptions): List<Endpoint> {
    return this.#transport.list({ path: path`/endpoints`, query }, options);
  }

  /** What came of their attempts by hours, last failures, what is pending; newest endpoint first. */
  activity(query: ActivityQuery = {}, options?: RequestOptions): List<EndpointActivity> {
    return this.#transport.list({ path: path`/endpoints/activity`, query }, options);
  }

  async get(id: string, options?: RequestOptions): Promise<Endpoint> {
    return this.#transport.call({ method: 'GET', path: path`/endpoints/${id}` }, options);
  }

  /** The answer holds the `signing_secret`, this once. */
  async create(endpoint: EndpointInput, options?: RequestOptions): Promise<CreatedEndpoint> {
    return this.#transport.call({ method: 'POST', path: path`/endpoints`, body: endpoint }, options);
  }

  /** Changes the named fields, from the next attempt on. */
  async update(id: string, changes: EndpointChanges, options?: RequestOptions): Promise<Endpoint> {
    return this.#transport.call({ method: 'PATCH', path: path`/endpoints/${id}`, body: changes }, options);
  }

  /** Deliveries under way, pending retries too, still complete. */
  async delete(id: string, options?: RequestOptions): Promise<void> {
    await this.#transport.call({ method: 'DELETE', path: path`/endpoints/${id}` }, options);
  }

  /** The answer holds the new secret, this once. The old one signs too, until `previous_secret_expires_at`. */
  async rotateSecret(id: string, options?: RequestOptions): Promise<RotatedSecret> {
    return this.#transport.call({ method: 'POST', path: path`/endpoints/${id}/rotate-secret` }, options);
  }

  /** Sends the event type's example, marked `"test": true`, to this endpoint alone. */
  async test(id: string, test: TestInput, options?: RequestOptions): Promise<Delivery> {
    return this.#transport.call({ method: 'POST', path: path`/endpoints/${id}/test`, body: test }, options);
  }

  /** Makes the deliveries that the endpoint has missed in the time range; twice makes nothing twice. */
  async recover(id: string, range: RecoverRange, options?: RequestOptions): Promise<BulkOperation> {
    return this.#transport.call({ method: 'POST', path: path`/endpoints/${id}/recover`, body: range }, options);
  }
}
