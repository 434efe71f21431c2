import { Logger } from '@nestjs/common';
import { DatabaseUnavailable, findPendingOf, type Database } from '@postrider/event-store';
import type { AttemptStore } from '../attempt/attempt-store.js';

/** Fails what is pending for inactive endpoints; test deliveries are sent all the same. Nothing is sent here. */
export class PendingOfInactive {
  readonly #logger = new Logger('inactive');

  constructor(
    private readonly database: Database,
    private readonly store: AttemptStore,
    private readonly pageSize: number,
  ) {}

  /** All of one endpoint. */
  async failAllOf(endpointId: string): Promise<void> {
    let after: string | undefined = '';
    while (after !== undefined) after = await this.failPage(endpointId, after);
  }

  /** The next page of an endpoint's pending deliveries. Returns the last of them; undefined when no page follows. */
  async failPage(endpointId: string, after: string): Promise<string | undefined> {
    const found = await findPendingOf(this.database, { endpointId, after, limit: this.pageSize });
    await Promise.all(found.filter(({ test }) => !test).map(({ id }) => this.#failOne(id)));
    return found.length < this.pageSize ? undefined : found.at(-1)?.id;
  }

  async #failOne(deliveryId: string): Promise<void> {
    try {
      const loaded = await this.store.load(deliveryId);
      if (loaded && !loaded.endpoint.active) await this.store.failInactive(loaded.delivery);
    } catch (error) {
      if (error instanceof DatabaseUnavailable) throw error;
      // One that cannot be failed must not keep the others pending.
      this.#logger.error({ err: error, delivery_id: deliveryId }, 'a pending delivery could not be failed');
    }
  }
}
