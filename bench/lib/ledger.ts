/** What an endpoint subscribes to: an event type, of the organization itself or of a customer. */
export const kindOf = (type: string, customer: string | null): string =>
  customer === null ? type : `${type} of ${customer}`;

/** The acknowledged events, and the deliveries that must follow. */
export class Ledger {
  readonly #acknowledged = new Map<string, number>();
  readonly #endpoints: Subscription[] = [];

  subscribed(endpoint: Omit<Subscription, 'before'>): void {
    this.#endpoints.push({ ...endpoint, before: this.acknowledged(endpoint.type) });
  }

  /** Adds acknowledged events, in turn among the kinds, as the load generator does. */
  publish(kinds: readonly string[], events: number): void {
    for (const [i, type] of kinds.entries()) {
      const share = Math.floor(events / kinds.length) + (i < events % kinds.length ? 1 : 0);
      this.#acknowledged.set(type, this.acknowledged(type) + share);
    }
  }

  acknowledged(type: string): number {
    return this.#acknowledged.get(type) ?? 0;
  }

  /** The deliveries that each endpoint must have. */
  endpoints(): ExpectedDeliveries[] {
    return this.#endpoints.map(({ id, path, type, before }) => ({
      id,
      path,
      responds: !path.includes('/hang'),
      deliveries: this.acknowledged(type) - before,
    }));
  }
}

interface Subscription {
  id: string;
  /** Path of the receiver. */
  path: string;
  type: string;
  /** Number of acknowledged events of the type before this endpoint was created. */
  before: number;
}

export interface ExpectedDeliveries {
  id: string;
  path: string;
  /** False for a hanging endpoint: its deliveries never succeed. */
  responds: boolean;
  deliveries: number;
}
