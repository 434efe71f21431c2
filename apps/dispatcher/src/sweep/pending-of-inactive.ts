import { Logger } from '@nestjs/common';
import { DatabaseUnavailable, findPendingOf, type Database, type DeliveryKey } from '@postrider/event-store';
import type { AttemptStore } from '../attempt/attempt-store.js';

/** Fails the pending deliveries of inactive endpoints, except test deliveries, which are sent to them too. */
export class PendingOfInactive {
  readonly #logger = new Logger('inactive');

  constructor(
    private readonly database: Database,
    private readonly store: AttemptStore,
    private readonly pageSize: number,
  ) {}

  /** Fails all pending deliveries of one endpoint. */
  async failAllOf(endpointId: string): Promise<void> {
    let after: string | undefined = '';
    while (after !== undefined) after = await this.failPage(endpointId, after);
  }

  /** Fails the page of pending deliveries after this id. Returns the page's last id, or undefined after the last page. */
  async failPage(endpointId: string, after: string): Promise<string | undefined> {
    const found = await findPendingOf(this.database, { endpointId, after, limit: this.pageSize });
    await Promise.all(
      found.filter(({ test }) => !test).map(({ id }) => this.#failOne({ id, endpoint_id: endpointId })),
    );
    return found.length < this.pageSize ? undefined : found.at(-1)?.id;
  }

  async #failOne(key: DeliveryKey): Promise<void> {
    try {
      const loaded = await this.store.load(key);
      if (loaded && !loaded.endpoint.active) await this.store.failInactive(loaded.delivery);
    } catch (error) {
      if (error instanceof DatabaseUnavailable) throw error;
      // The others must not wait for this one.
      this.#logger.error({ err: error, delivery_id: key.id }, 'a pending delivery could not be failed');
    }
  }
}
