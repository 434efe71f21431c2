/** What was acknowledged, and what has to come of it. */
export class Ledger {
  readonly #acknowledged = new Map<string, number>();
  readonly #endpoints: Subscription[] = [];

  subscribed(endpoint: Omit<Subscription, 'before'>): void {
    this.#endpoints.push({ ...endpoint, before: this.acknowledged(endpoint.type) });
  }

  /** Events that were acknowledged, taking turns among the types as the load generator does. */
  publish(types: readonly string[], events: number): void {
    for (const [i, type] of types.entries()) {
      const share = Math.floor(events / types.length) + (i < events % types.length ? 1 : 0);
      this.#acknowledged.set(type, this.acknowledged(type) + share);
    }
  }

  acknowledged(type: string): number {
    return this.#acknowledged.get(type) ?? 0;
  }

  /** Deliveries that each endpoint has to have. */
  endpoints(): ExpectedDeliveries[] {
    return this.#endpoints.map(({ id, path, type, before }) => ({
      id,
      path,
      answers: !path.includes('/hang'),
      deliveries: this.acknowledged(type) - before,
    }));
  }
}

interface Subscription {
  id: string;
  /** Of the receiver. */
  path: string;
  type: string;
  /** Events of the type that were acknowledged before there was this endpoint. */
  before: number;
}

export interface ExpectedDeliveries {
  id: string;
  path: string;
  /** False for one that hangs: what it is sent is never delivered. */
  answers: boolean;
  deliveries: number;
}
