import { version, type AttemptRecord } from '@postrider/contracts';
import { headerBuilder, sealedFor, unexpired, untoldHeaders, type SecretBox } from '@postrider/domain';
import type { LoadedDelivery } from '@postrider/event-store';
import QuickLRU from 'quick-lru';

const cachedSecrets = 10_000;

/** Builds and signs the headers of a delivery's request. */
export class RequestHeaders {
  /** Opened secrets by endpoint and sealed text. A sealed text never changes, so no entry can be stale. */
  readonly #opened = new QuickLRU<string, string>({ maxSize: cachedSecrets });

  constructor(private readonly box: SecretBox) {}

  /** `spanContext` is the trace context of the attempt, if it is sampled. Throws Unreadable if a secret cannot be opened. */
  of(loaded: LoadedDelivery, attempt: number, now: Date, spanContext?: string): Record<string, string> {
    const { delivery, endpoint, payload } = loaded;
    const traceparent = loaded.forward_traceparent ? (spanContext ?? loaded.traceparent) : undefined;
    const secrets = unexpired(endpoint.secrets, now).map(({ sealed }) => this.#open(endpoint.id, sealed));
    const headers = headerBuilder(loaded.request_format).requestHeaders({
      event_type: delivery.event_type,
      delivery_id: delivery.id,
      version,
      customer: loaded.customer,
      secrets,
      id: delivery.event_id,
      timestamp: Math.floor(now.getTime() / 1000),
      body: payload,
      attempt,
    });
    if (loaded.envelope_headers) Object.assign(headers, loaded.envelope_headers);
    return traceparent === undefined ? headers : { ...headers, traceparent };
  }

  #open(endpointId: string, sealed: string): string {
    const key = `${endpointId} ${sealed}`;
    const known = this.#opened.get(key);
    if (known !== undefined) return known;
    const secret = this.box.open(sealed, sealedFor.endpoint(endpointId));
    this.#opened.set(key, secret);
    return secret;
  }
}

/** The headers that the record of an attempt keeps. `sent` is undefined if no request was written. */
export function recordedHeaders(
  { delivery, envelope_headers, request_format }: LoadedDelivery,
  attempt: number,
  sent: Record<string, string> | undefined,
): Pick<AttemptRecord, 'request_headers' | 'own_headers'> {
  if (request_format === null && !envelope_headers) return sent ? { request_headers: untoldHeaders(sent) } : {};
  if (sent) return { own_headers: sent };
  const { id: delivery_id, event_id: id, event_type } = delivery;
  const lasting = headerBuilder(request_format).lastingHeaders({ event_type, delivery_id, id, attempt });
  return { own_headers: { ...lasting, ...envelope_headers } };
}
