import type {
  BulkOperation,
  Customer,
  CustomerLimits,
  DeliveryDetail,
  DeliverySummary,
  Endpoint,
  EndpointHistoryEntry,
  ErrorBody,
  EventSummary,
  EventType,
  PublishedEvent,
} from '@postrider/contracts';
import { waitUntil } from '@postrider/testing';

import { patienceMs } from './patience.js';

const base = '/manage/v1/webhooks';

export interface ApiResponse {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

export interface RequestOptions {
  readonly json?: unknown;
  /** The raw body, instead of `json`. */
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

export type CreatedEndpoint = Endpoint & { signing_secret: string };
export interface Page<T> {
  data: T[];
  next_cursor: string | null;
}
export type EventDetail = EventSummary & { data: Record<string, unknown> };

/** Calls the HTTP API with a key. Paths are relative to `/manage/v1/webhooks`. */
export class Api {
  constructor(
    private readonly url: string,
    private readonly key?: string,
  ) {}

  async send(method: string, path: string, options: RequestOptions = {}): Promise<ApiResponse> {
    const { json, headers, signal } = options;
    const body = options.body ?? (json === undefined ? undefined : JSON.stringify(json));
    const response = await fetch(`${this.url}${base}${path}`, {
      method,
      headers: {
        ...(this.key !== undefined && { authorization: `Bearer ${this.key}` }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body }),
      ...(signal && { signal }),
    });
    return { status: response.status, headers: response.headers, text: await response.text() };
  }

  /** Returns the parsed body. Throws unless the response has the expected status. */
  async expect(status: number, method: string, path: string, options?: RequestOptions): Promise<unknown> {
    const response = await this.send(method, path, options);
    if (response.status !== status) throw new Error(`${method} ${path}: status ${response.status}: ${response.text}`);
    return response.text === '' ? undefined : JSON.parse(response.text);
  }

  async createEndpoint(json: object): Promise<CreatedEndpoint> {
    return (await this.expect(201, 'POST', '/endpoints', { json })) as CreatedEndpoint;
  }

  async endpoint(id: string): Promise<Endpoint> {
    return (await this.expect(200, 'GET', `/endpoints/${id}`)) as Endpoint;
  }

  async updateEndpoint(id: string, json: object): Promise<Endpoint> {
    return (await this.expect(200, 'PATCH', `/endpoints/${id}`, { json })) as Endpoint;
  }

  async deleteEndpoint(id: string): Promise<void> {
    await this.expect(204, 'DELETE', `/endpoints/${id}`);
  }

  async putCustomer(reference: string, json: object = {}): Promise<Customer> {
    return (await this.expect(200, 'PUT', `/customers/${encodeURIComponent(reference)}`, { json })) as Customer;
  }

  async updateCustomer(reference: string, json: object): Promise<Customer> {
    return (await this.expect(200, 'PATCH', `/customers/${encodeURIComponent(reference)}`, { json })) as Customer;
  }

  async updateCustomerLimits(json: object): Promise<CustomerLimits> {
    return (await this.expect(200, 'PATCH', '/customer-limits', { json })) as CustomerLimits;
  }

  async customers(query = ''): Promise<Page<Customer>> {
    return (await this.expect(200, 'GET', `/customers${query}`)) as Page<Customer>;
  }

  async rotateSecret(
    id: string,
    json?: object,
  ): Promise<{ signing_secret: string; previous_secret_expires_at: string }> {
    const rotated = await this.expect(200, 'POST', `/endpoints/${id}/rotate-secret`, json && { json });
    return rotated as { signing_secret: string; previous_secret_expires_at: string };
  }

  async expirePreviousSecrets(id: string): Promise<Endpoint> {
    return (await this.expect(200, 'POST', `/endpoints/${id}/expire-previous-secrets`)) as Endpoint;
  }

  async endpointHistory(id: string, query = ''): Promise<Page<EndpointHistoryEntry>> {
    return (await this.expect(200, 'GET', `/endpoints/${id}/history${query}`)) as Page<EndpointHistoryEntry>;
  }

  async sendTest(id: string, event_type: string): Promise<DeliverySummary> {
    return (await this.expect(202, 'POST', `/endpoints/${id}/test`, { json: { event_type } })) as DeliverySummary;
  }

  async publish(type: string, data: object = {}, id?: string): Promise<PublishedEvent> {
    return (await this.expect(202, 'POST', '/events', { json: { type, data, id } })) as PublishedEvent;
  }

  async publishBatch(events: readonly object[]): Promise<PublishedEvent[]> {
    const { data } = (await this.expect(202, 'POST', '/events/batch', { json: { events } })) as Page<PublishedEvent>;
    return data;
  }

  async createEventType(json: object): Promise<EventType> {
    return (await this.expect(201, 'POST', '/event-types', { json })) as EventType;
  }

  async updateEventType(type: string, json: object): Promise<EventType> {
    return (await this.expect(200, 'PATCH', `/event-types/${type}`, { json })) as EventType;
  }

  async deleteEventType(type: string): Promise<void> {
    await this.expect(204, 'DELETE', `/event-types/${type}`);
  }

  async eventTypes(): Promise<EventType[]> {
    return ((await this.expect(200, 'GET', '/event-types')) as { data: EventType[] }).data;
  }

  async event(id: string): Promise<EventDetail> {
    return (await this.expect(200, 'GET', `/events/${id}`)) as EventDetail;
  }

  async replay(id: string): Promise<DeliverySummary> {
    return (await this.expect(202, 'POST', `/deliveries/${id}/replay`)) as DeliverySummary;
  }

  async replayAll(filter: object): Promise<BulkOperation> {
    return (await this.expect(202, 'POST', '/deliveries/replay', { json: filter })) as BulkOperation;
  }

  async recover(id: string, range: object): Promise<BulkOperation> {
    return (await this.expect(202, 'POST', `/endpoints/${id}/recover`, { json: range })) as BulkOperation;
  }

  async countMissed(id: string, since: string): Promise<unknown> {
    return this.expect(200, 'GET', `/endpoints/${id}/missed-events?since=${encodeURIComponent(since)}`);
  }

  async countDeliveries(filter: Record<string, string>): Promise<unknown> {
    return this.expect(200, 'GET', `/deliveries/count?${new URLSearchParams(filter).toString()}`);
  }

  async operation(id: string): Promise<BulkOperation> {
    return (await this.expect(200, 'GET', `/operations/${id}`)) as BulkOperation;
  }

  async operations(query = ''): Promise<Page<BulkOperation>> {
    return (await this.expect(200, 'GET', `/operations${query}`)) as Page<BulkOperation>;
  }

  async cancel(id: string): Promise<BulkOperation> {
    return (await this.expect(200, 'POST', `/operations/${id}/cancel`)) as BulkOperation;
  }

  /** Resolves when the operation is completed or cancelled. */
  operationEnded(id: string): Promise<BulkOperation> {
    const poll = async (): Promise<BulkOperation | undefined> => {
      const operation = await this.operation(id);
      return operation.status === 'running' ? undefined : operation;
    };
    return waitUntil(poll, { what: `operation ${id}`, timeoutMs: patienceMs });
  }

  async delivery(id: string): Promise<DeliveryDetail> {
    return (await this.expect(200, 'GET', `/deliveries/${id}`)) as DeliveryDetail;
  }

  async endpoints(query = ''): Promise<Page<Endpoint>> {
    return (await this.expect(200, 'GET', `/endpoints${query}`)) as Page<Endpoint>;
  }

  async deliveries(query = ''): Promise<Page<DeliverySummary>> {
    return (await this.expect(200, 'GET', `/deliveries${query}`)) as Page<DeliverySummary>;
  }

  async events(query = ''): Promise<Page<EventSummary>> {
    return (await this.expect(200, 'GET', `/events${query}`)) as Page<EventSummary>;
  }

  /** Deletes all endpoints, so that the next test starts without subscriptions. */
  async deleteEndpoints(): Promise<void> {
    const { data } = await this.endpoints('?limit=250');
    await Promise.all(data.map(({ id }) => this.deleteEndpoint(id)));
  }

  /** Resolves with the delivery when `isReached` returns true for it. */
  deliveryWhen(id: string, isReached: (delivery: DeliveryDetail) => boolean): Promise<DeliveryDetail> {
    const poll = async (): Promise<DeliveryDetail | undefined> => {
      const delivery = await this.delivery(id);
      return isReached(delivery) ? delivery : undefined;
    };
    return waitUntil(poll, { what: `delivery ${id}`, timeoutMs: patienceMs });
  }

  /** Resolves with all deliveries of an endpoint, newest first, when none is pending. */
  async completedDeliveries(endpointId: string): Promise<DeliverySummary[]> {
    const isCompleted = async (): Promise<boolean> =>
      (await this.deliveries(`?endpoint_id=${endpointId}&status=pending&limit=1`)).data.length === 0;
    await waitUntil(isCompleted, { what: 'nothing to be pending', timeoutMs: patienceMs, intervalMs: 50 });
    return (await allPages((query) => this.deliveries(query), `?endpoint_id=${endpointId}&limit=250`)).flat();
  }

  /** Resolves with the delivery when it is not pending. */
  completed(id: string): Promise<DeliveryDetail> {
    return this.deliveryWhen(id, ({ status }) => status !== 'pending');
  }
}

/** Returns all pages of a list. `fetchPage` gets the query string of a page. */
export async function allPages<T>(fetchPage: (query: string) => Promise<Page<T>>, query: string): Promise<T[][]> {
  const pages: T[][] = [];
  let cursor: string | null | undefined;
  while (cursor !== null) {
    const page = await fetchPage(cursor === undefined ? query : `${query}&cursor=${encodeURIComponent(cursor)}`);
    pages.push(page.data);
    cursor = page.next_cursor;
  }
  return pages;
}

/** Returns the error of a response. */
export function errorOf({ text }: ApiResponse): ErrorBody['error'] {
  return (JSON.parse(text) as ErrorBody).error;
}

/** The only delivery of an event that one endpoint subscribes to. */
export function onlyDelivery({ deliveries }: Pick<PublishedEvent, 'deliveries'>): string {
  const [delivery, ...others] = deliveries;
  if (!delivery || others.length > 0) throw new Error(`expected one delivery, got ${deliveries.length}`);
  return delivery.id;
}
