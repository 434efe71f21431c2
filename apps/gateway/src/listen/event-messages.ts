import { Inject, Injectable, Logger } from '@nestjs/common';
import { version, type ListenedRequest } from '@postrider/contracts';
import {
  getsEventsOf,
  isAboutItself,
  isSubscribed,
  listenerSecret,
  deliveryBody,
  enveloped,
  headerBuilder,
  payloadFor,
  sealedFor,
  unexpired,
  Unreadable,
  type EndpointState,
  type Enveloped,
  type SecretBox,
} from '@postrider/domain';
import {
  loadListened,
  type Database,
  type DatabaseClock,
  type ListenedContent,
  type ListenedEvent,
} from '@postrider/event-store';
import { notFound, unavailable } from '../http/api-error.js';
import type { Caller } from '../http/caller.js';
import { CLOCK, DATABASE, SECRET_BOX } from '../tokens.js';

/** Selects the events of a listener and their signing secret. */
export interface Audience extends Pick<Caller, 'organization_id' | 'credential'> {
  /** Undefined for all types. */
  event_types: readonly string[] | undefined;
  endpoint_id: string | null;
  /** Null for all events of the organization. */
  customer_id: string | null;
}

type Endpoint = Pick<
  EndpointState,
  'id' | 'customer_id' | 'all_customers' | 'event_types' | 'format' | 'envelope' | 'secrets'
> & { allowed_event_types: string[] | null };

/** Builds the requests for listeners: as a dispatcher sends them at the first attempt. */
@Injectable()
export class EventMessages {
  readonly #logger = new Logger('listen');

  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(CLOCK) private readonly clock: DatabaseClock,
    @Inject(SECRET_BOX) private readonly box: SecretBox,
  ) {}

  /** The listener's own secret, for an audience without an endpoint. */
  secretOf({ credential }: Audience): string {
    return listenerSecret(this.box, credential);
  }

  /** Throws ApiError 404 unless the endpoint is the organization's own. */
  async requireEndpoint({ organization_id, endpoint_id }: Audience): Promise<Endpoint | undefined> {
    if (endpoint_id === null) return undefined;
    const { rows } = await this.database.query<Endpoint>(
      `SELECT e.id, e.customer_id, e.all_customers, e.event_types, e.format, e.envelope, e.secrets, c.allowed_event_types
         FROM endpoints e LEFT JOIN customers c ON c.id = e.customer_id
        WHERE e.id = $1 AND e.organization_id = $2 AND e.deleted_at IS NULL`,
      [endpoint_id, organization_id],
    );
    const [endpoint] = rows;
    if (!endpoint) throw notFound.endpoint(endpoint_id);
    return endpoint;
  }

  /** In the order of ids. Reads the endpoint each time, so that a rotated secret is in force at once. */
  async load(audience: Audience, events: readonly ListenedEvent[]): Promise<{ id: string; data: ListenedRequest }[]> {
    const endpoint = await this.requireEndpoint(audience);
    const ids = events.map(({ id }) => id);
    const contents = await loadListened(this.database, { ...audience, ids });
    return contents
      .filter((content) => endpoint === undefined || isFor(content, endpoint))
      .map((content) => ({ id: content.id, data: this.#request(audience, content, endpoint) }));
  }

  #request(audience: Audience, content: ListenedContent, endpoint: Endpoint | undefined): ListenedRequest {
    const now = this.clock.now();
    const { body, headers: ofEnvelope } = requestBody(content, endpoint);
    const headers = headerBuilder(content.request_format).requestHeaders({
      event_type: content.event_type,
      delivery_id: content.delivery?.id ?? content.id.replace(/^evt_/, 'whd_'),
      version,
      // Without an endpoint, the events are those of all customers.
      customer: endpoint?.all_customers === false ? undefined : content.customer_uid,
      secrets: endpoint ? this.#secretsOf(endpoint, now) : [this.secretOf(audience)],
      id: content.event_id,
      timestamp: Math.floor(now.getTime() / 1000),
      body,
      attempt: 1,
    });
    const { event_id, event_type } = content;
    return { event_id, event_type, headers: { ...headers, ...ofEnvelope }, body };
  }

  #secretsOf({ id, secrets }: Endpoint, now: Date): string[] {
    try {
      return unexpired(secrets, now).map(({ sealed }) => this.box.open(sealed, sealedFor.endpoint(id)));
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      this.#logger.error(error, `the signing secret of ${id} cannot be opened`);
      throw unavailable(`the signing secret of webhook endpoint ${id} cannot be opened; rotate it`);
    }
  }
}

/** As the endpoint's delivery has it; without one, as it would be scheduled now. */
function requestBody(content: ListenedContent, endpoint: Endpoint | undefined): Enveloped {
  const { organization_id, delivery } = content;
  const scheduled = delivery && deliveryBody(delivery.scheduled, content, organization_id);
  if (scheduled) return scheduled;
  if (endpoint?.format === 'slack') return { body: payloadFor(content, 'slack'), headers: undefined };
  return enveloped(content, organization_id, endpoint?.envelope ?? 'default');
}

/** Includes events that an inactive endpoint would receive. A test event is for its own endpoint only. */
function isFor(content: ListenedContent, endpoint: Endpoint): boolean {
  const { delivery, test, customer_id, event_type } = content;
  if (delivery) return true;
  if (test || isAboutItself(content, endpoint.id)) return false;
  return getsEventsOf(endpoint, customer_id) && isSubscribed(endpoint, event_type, endpoint.allowed_event_types);
}
