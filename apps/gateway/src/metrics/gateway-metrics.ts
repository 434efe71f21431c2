import { contactChannels } from '@postrider/contracts';
import type { Counter, Histogram, Metrics } from '@postrider/process';

/** Upper bounds in seconds. */
const latencies = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];
const sizes = [1, 2, 5, 10, 25, 50, 100, 250, 500, 1_000];

/** What a gateway counts as it happens. */
export class GatewayMetrics {
  /** Of publish calls with status 202. */
  readonly publishDuration: Histogram;
  readonly batchEvents: Histogram;
  readonly publishedEvents: Counter;
  readonly ingested: { published: Counter; refused: Counter };
  /** By channel and outcome. */
  readonly contactMessages: (channel: string, outcome: string) => Counter;
  readonly #responses: (operation: string, status: string) => Counter;
  /** By operation and status. */
  readonly #known = new Map<string, Counter>();

  constructor(metrics: Metrics) {
    this.publishDuration = metrics.histogram({
      name: 'postrider_publish_duration_seconds',
      help: 'Time from the start of a publish call over HTTP to the end of its response, for calls with status 202.',
      buckets: latencies,
    })();
    this.batchEvents = metrics.histogram({
      name: 'postrider_publish_batch_events',
      help: 'Number of events in the publish calls of a batch, which is committed together.',
      buckets: sizes,
    })();
    this.publishedEvents = metrics.counter({
      name: 'postrider_published_events_total',
      help: 'Events that were committed, over HTTP or through Redis. Repeated calls do not count.',
    })();
    const ingested = metrics.counter({
      name: 'postrider_redis_ingest_entries_total',
      help: 'Entries of the Redis Stream that were published, or refused and became dead letters.',
      labels: ['outcome'],
    });
    this.ingested = { published: ingested('published'), refused: ingested('refused') };
    this.contactMessages = metrics.counter({
      name: 'postrider_contact_messages_total',
      help: 'Messages to contacts that were sent, permanently refused, or failed and are tried again.',
      labels: ['channel', 'outcome'],
    });
    for (const channel of contactChannels) {
      for (const outcome of ['sent', 'refused', 'failed']) this.contactMessages(channel, outcome);
    }
    this.#responses = metrics.counter({
      name: 'postrider_http_responses_total',
      help: 'Responses by operation and status. The operation is "none" for pages, health checks and unknown paths.',
      labels: ['operation', 'status'],
    });
  }

  responded(operation: string, status: number): void {
    const key = `${operation} ${String(status)}`;
    let counter = this.#known.get(key);
    if (!counter) this.#known.set(key, (counter = this.#responses(operation, String(status))));
    counter.add();
  }
}
