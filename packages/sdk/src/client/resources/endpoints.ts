import type { List } from '../list.js';
import type { RequestOptions } from '../options.js';
import { path } from '../path.js';
import type {
  ActivityQuery,
  BulkOperation,
  CreatedEndpoint,
  Delivery,
  Endpoint,
  EndpointActivity,
  EndpointChanges,
  EndpointHistoryEntry,
  EndpointHistoryQuery,
  EndpointInput,
  EndpointMetrics,
  EndpointMetricsQuery,
  EndpointQuery,
  MissedEventCount,
  RecoverRange,
  RequestFormat,
  RequestFormatInput,
  RotatedSecret,
  Rotation,
  TestInput,
} from '../types.js';
import { Resource } from './resource.js';

const requestFormat = path`/request-format`;

/** Receivers of webhooks. Needs a management key. */
export class Endpoints extends Resource {
  /** Newest first, without deleted endpoints. `metadata` is one pair: `'plan:pro'`. */
  list(query: EndpointQuery = {}, options?: RequestOptions): List<Endpoint> {
    return this.transport.list({ path: path`/endpoints`, query }, options);
  }

  /** Hourly counts of attempts by outcome, last failures and pending deliveries; newest endpoint first. */
  activity(query: ActivityQuery = {}, options?: RequestOptions): List<EndpointActivity> {
    return this.transport.list({ path: path`/endpoints/activity`, query }, options);
  }

  async get(id: string, options?: RequestOptions): Promise<Endpoint> {
    return this.transport.call({ method: 'GET', path: path`/endpoints/${id}` }, options);
  }

  /** The response has the `signing_secret`, which is shown only once: a generated one, or that of the input. */
  async create(endpoint: EndpointInput, options?: RequestOptions): Promise<CreatedEndpoint> {
    return this.transport.call({ method: 'POST', path: path`/endpoints`, body: endpoint }, options);
  }

  /** Changes the given fields. Takes effect on the next attempt. */
  async update(id: string, changes: EndpointChanges, options?: RequestOptions): Promise<Endpoint> {
    return this.transport.call({ method: 'PATCH', path: path`/endpoints/${id}`, body: changes }, options);
  }

  /** Names of headers and signatures of the requests to all endpoints. */
  async requestFormat(options?: RequestOptions): Promise<RequestFormat> {
    return this.transport.call({ method: 'GET', path: requestFormat }, options);
  }

  /** Replaces the whole format. Takes effect on the next attempt. `{ preset: 'default' }` is that of Postrider. */
  async updateRequestFormat(format: RequestFormatInput, options?: RequestOptions): Promise<RequestFormat> {
    return this.transport.call({ method: 'PATCH', path: requestFormat, body: format }, options);
  }

  /** Pending deliveries still complete, with their retries. */
  async delete(id: string, options?: RequestOptions): Promise<void> {
    await this.transport.call({ method: 'DELETE', path: path`/endpoints/${id}` }, options);
  }

  /** The response has the new secret, which is shown only once. The old one is valid until `previous_secret_expires_at`. */
  async rotateSecret(id: string, rotation: Rotation = {}, options?: RequestOptions): Promise<RotatedSecret> {
    return this.transport.call({ method: 'POST', path: path`/endpoints/${id}/rotate-secret`, body: rotation }, options);
  }

  /** Ends the overlap of a rotation: only the current secret signs from the next attempt on. */
  async expirePreviousSecrets(id: string, options?: RequestOptions): Promise<Endpoint> {
    return this.transport.call({ method: 'POST', path: path`/endpoints/${id}/expire-previous-secrets` }, options);
  }

  /** The changes, newest first, and what asked for each. Deleted endpoints have one too. */
  history(id: string, query: EndpointHistoryQuery = {}, options?: RequestOptions): List<EndpointHistoryEntry> {
    return this.transport.list({ path: path`/endpoints/${id}/history`, query }, options);
  }

  /** Outcomes, response times and reasons of failures over time, and pending deliveries. */
  async metrics(id: string, query: EndpointMetricsQuery = {}, options?: RequestOptions): Promise<EndpointMetrics> {
    return this.transport.call({ method: 'GET', path: path`/endpoints/${id}/metrics`, query }, options);
  }

  /** Sends the event type's example or your own data, marked `"test": true`, to this endpoint alone. */
  async test(id: string, test: TestInput, options?: RequestOptions): Promise<Delivery> {
    return this.transport.call({ method: 'POST', path: path`/endpoints/${id}/test`, body: test }, options);
  }

  /** How many events `recover` would deliver to the endpoint, up to a limit. */
  async countMissed(id: string, range: RecoverRange, options?: RequestOptions): Promise<MissedEventCount> {
    return this.transport.call({ method: 'GET', path: path`/endpoints/${id}/missed-events`, query: range }, options);
  }

  /** Creates the deliveries that the endpoint missed in the time range. A repetition creates no duplicates. */
  async recover(id: string, range: RecoverRange, options?: RequestOptions): Promise<BulkOperation> {
    return this.transport.call({ method: 'POST', path: path`/endpoints/${id}/recover`, body: range }, options);
  }
}
