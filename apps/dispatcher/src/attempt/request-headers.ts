import { readFileSync } from 'node:fs';
import { requestHeaders, unexpired, type SecretBox } from '@postrider/domain';
import type { LoadedDelivery } from '@postrider/event-store';
import QuickLRU from 'quick-lru';

const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
  version: string;
};
const cachedSecrets = 10_000;

/** Makes the headers of a delivery's request. */
export class RequestHeaders {
  /** Opened secrets by their sealed text: what is sealed never changes, so this cannot be stale. */
  readonly #opened = new QuickLRU<string, string>({ maxSize: cachedSecrets });

  constructor(private readonly box: SecretBox) {}

  of({ delivery, endpoint, payload }: LoadedDelivery, attempt: number, now: Date): Record<string, string> {
    const secrets = unexpired(endpoint.secrets, now).map(({ sealed }) => this.#open(sealed));
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

  #open(sealed: string): string {
    const known = this.#opened.get(sealed);
    if (known !== undefined) return known;
    const secret = this.box.open(sealed);
    this.#opened.set(sealed, secret);
    return secret;
  }
}
