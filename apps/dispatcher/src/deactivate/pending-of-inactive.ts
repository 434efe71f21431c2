import { findPendingOfInactive, type Database } from '@postrider/event-store';
import type { AttemptStore } from '../attempt/attempt-store.js';

/** Fails what is pending for inactive endpoints; test deliveries are sent all the same. Nothing is sent here. */
export class PendingOfInactive {
  constructor(
    private readonly database: Database,
    private readonly store: AttemptStore,
    private readonly pageSize: number,
  ) {}

  /** All of one endpoint. */
  async failAllOf(endpointId: string): Promise<void> {
    while ((await this.failPage(endpointId)) === this.pageSize);
  }

  /** A page, of one endpoint or of any; answers how many it held. */
  async failPage(endpointId?: string): Promise<number> {
    const found = await findPendingOfInactive(this.database, this.pageSize, endpointId);
    await Promise.all(found.map((id) => this.#failOne(id)));
    return found.length;
  }

  async #failOne(deliveryId: string): Promise<void> {
    const loaded = await this.store.load(deliveryId);
    if (loaded && !loaded.endpoint.active) await this.store.failInactive(loaded.delivery);
  }
}
