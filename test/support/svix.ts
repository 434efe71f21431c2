import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What Svix's API returns, with all its fields. */
const times = { createdAt: '2026-01-05T09:30:00.123456Z', updatedAt: '2026-01-05T09:30:00.123456Z' };

interface SvixApplicationData {
  id: string;
  uid?: string;
  name: string;
  throttleRate?: number;
  metadata?: Record<string, string>;
  endpoints: SvixEndpointData[];
}

interface SvixEndpointData {
  id: string;
  uid?: string;
  url: string;
  description?: string;
  disabled?: boolean;
  eventTypes?: string[];
  channels?: string[];
  throttleRate?: number;
  metadata?: Record<string, string>;
  key: string;
  headers?: Record<string, string>;
  sensitive?: string[];
  transformation?: string;
}

interface SvixEventTypeData {
  name: string;
  description: string;
  archived?: boolean;
  schemas?: Record<string, object>;
}

export interface SvixData {
  eventTypes: SvixEventTypeData[];
  applications: SvixApplicationData[];
}

/** A small page, so that lists have several. */
const pageSize = 2;

/** Stands in for Svix's API, with its paths, its shapes and its iterators. */
export class SvixServer {
  static readonly token = 'testsk_stand-in.eu';
  /** Paths with their queries. */
  readonly requests: string[] = [];
  /** Responses instead of the right ones, first come, first served. */
  readonly failures: { status: number; headers?: Record<string, string> }[] = [];
  readonly #server: Server;

  static async start(data: SvixData): Promise<SvixServer> {
    const svix = new SvixServer(data);
    svix.#server.listen(0, '127.0.0.1');
    await once(svix.#server, 'listening');
    return svix;
  }

  private constructor(readonly data: SvixData) {
    this.#server = createServer((request, response) => {
      this.#respond(request, response);
    });
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    const closed = once(this.#server, 'close');
    this.#server.close();
    this.#server.closeAllConnections();
    await closed;
  }

  #respond({ url = '/', headers }: IncomingMessage, response: ServerResponse): void {
    this.requests.push(url);
    const send = (status: number, body: object, more: Record<string, string> = {}): void => {
      response.writeHead(status, { 'content-type': 'application/json', ...more }).end(JSON.stringify(body));
    };
    const failure = this.failures.shift();
    if (failure) send(failure.status, { code: 'failed', detail: 'as the test wants it' }, failure.headers);
    else if (headers.authorization !== `Bearer ${SvixServer.token}`) {
      send(401, { code: 'authentication_failed', detail: 'Invalid token' });
    } else {
      const body = this.#bodyOf(new URL(url, 'http://svix.test'));
      if (body) send(200, body);
      else send(404, { code: 'not_found', detail: 'Entity not found' });
    }
  }

  #bodyOf({ pathname, searchParams }: URL): object | undefined {
    const [, api, version, kind, id, below, endpointId, part] = pathname.split('/').map(decodeURIComponent);
    if (api !== 'api' || version !== 'v1') return undefined;
    if (kind === 'event-type' && id === undefined) return page(this.#eventTypes(searchParams), searchParams);
    if (kind !== 'app') return undefined;
    if (id === undefined) return page(this.data.applications.map(applicationOut), searchParams);
    const application = this.data.applications.find((each) => each.id === id || each.uid === id);
    if (!application || below === undefined) return application && applicationOut(application);
    if (below !== 'endpoint') return undefined;
    if (endpointId === undefined) return page(application.endpoints.map(endpointOut), searchParams);
    const endpoint = application.endpoints.find((each) => each.id === endpointId || each.uid === endpointId);
    if (endpoint && part === 'secret') return { key: endpoint.key };
    if (endpoint && part === 'headers') return { headers: endpoint.headers ?? {}, sensitive: endpoint.sensitive ?? [] };
    if (endpoint?.transformation !== undefined && part === 'transformation') {
      return { code: endpoint.transformation, enabled: true, variables: null, updatedAt: times.updatedAt };
    }
    return undefined;
  }

  #eventTypes(query: URLSearchParams): { id: string }[] {
    const { eventTypes } = this.data;
    const shown = eventTypes.filter(({ archived }) => query.get('include_archived') === 'true' || !archived);
    return shown.map(({ name, description, archived = false, schemas = null }) => ({
      id: name,
      ...{ name, description, archived, deprecated: false, groupName: null, featureFlag: null, featureFlags: null },
      schemas: query.get('with_content') === 'true' ? schemas : null,
      ...times,
    }));
  }
}

function page(items: readonly { id: string }[], query: URLSearchParams): object {
  const from = items.findIndex(({ id }) => id === query.get('iterator')) + 1;
  const data = items.slice(from, from + Math.min(pageSize, Number(query.get('limit'))));
  const iterator = data.at(-1)?.id ?? null;
  return { data, iterator, prevIterator: null, done: from + data.length >= items.length };
}

const applicationOut = ({ endpoints: _, ...application }: SvixApplicationData) => ({
  uid: null,
  throttleRate: null,
  metadata: {},
  ...times,
  ...application,
});

const endpointOut = ({ key: _, headers: _h, sensitive: _s, transformation: _t, ...endpoint }: SvixEndpointData) => ({
  uid: null,
  version: 1,
  description: '',
  disabled: false,
  eventTypes: null,
  channels: null,
  throttleRate: null,
  metadata: {},
  ...times,
  ...endpoint,
});
