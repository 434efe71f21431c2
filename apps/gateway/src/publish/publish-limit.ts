import QuickLRU from 'quick-lru';

interface Bucket {
  /** Events that may be published now. Negative after a batch of more events than the limit. */
  tokens: number;
  /** Of the last refill, in milliseconds. */
  at: number;
}

/** What a call publishes for one customer. */
export interface CountedEvents {
  customerId: string;
  /** Events per second. */
  limit: number;
  events: number;
}

const cachedBuckets = 10_000;

/** Token buckets of customers: a customer may publish the events of one second at once. */
export class PublishLimit {
  readonly #buckets = new QuickLRU<string, Bucket>({ maxSize: cachedBuckets });

  constructor(private readonly now: () => number = () => performance.now()) {}

  /**
   * Takes a token for each event, and returns undefined. If a customer has too few, it takes none, and returns the
   * customer that waits longest, with the seconds. A batch of more events than the limit needs a full bucket.
   */
  take(counted: readonly CountedEvents[]): (CountedEvents & { seconds: number }) | undefined {
    const buckets = summed(counted).map((each) => ({ ...each, bucket: this.#refilled(each) }));
    const waits = buckets.map(({ bucket, customerId, limit, events }) => {
      const missing = Math.min(events, limit) - bucket.tokens;
      return { customerId, limit, events, seconds: missing / limit };
    });
    const longest = waits.toSorted((a, b) => b.seconds - a.seconds)[0];
    if (longest && longest.seconds > 0) return longest;
    for (const { bucket, events } of buckets) bucket.tokens -= events;
    return undefined;
  }

  #refilled({ customerId, limit }: CountedEvents): Bucket {
    const now = this.now();
    const bucket = this.#buckets.get(customerId) ?? { tokens: limit, at: now };
    bucket.tokens = Math.min(limit, bucket.tokens + ((now - bucket.at) * limit) / 1000);
    bucket.at = now;
    this.#buckets.set(customerId, bucket);
    return bucket;
  }
}

/** One entry for each customer, which a call can name by both of its ids. */
function summed(counted: readonly CountedEvents[]): readonly CountedEvents[] {
  if (counted.length < 2) return counted;
  const sums = new Map<string, CountedEvents>();
  for (const each of counted) {
    const before = sums.get(each.customerId)?.events ?? 0;
    sums.set(each.customerId, { ...each, events: before + each.events });
  }
  return [...sums.values()];
}
