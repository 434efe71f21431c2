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

  /** Throws Unreadable if a secret cannot be opened. */
  of({ delivery, endpoint, payload }: LoadedDelivery, attempt: number, now: Date): Record<string, string> {
    const secrets = unexpired(endpoint.secrets, now).map(({ sealed }) => this.#open(endpoint.id, sealed));
    return requestHeaders({
      event_type: delivery.event_type,
      delivery_id: delivery.id,
      version,
      secrets,
      id: delivery.event_id,
      timestamp: Math.floor(now.getTime() / 1000),
      body: payload,
      attempt,
    });
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
