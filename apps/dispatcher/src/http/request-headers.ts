import { version } from '@postrider/contracts';
import { requestHeaders, sealedFor, unexpired, type SecretBox } from '@postrider/domain';
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
    const headers = requestHeaders({
      event_type: delivery.event_type,
      delivery_id: delivery.id,
      version,
      secrets,
      id: delivery.event_id,
      timestamp: Math.floor(now.getTime() / 1000),
      body: payload,
      attempt,
    });
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
