import { Inject, Injectable } from '@nestjs/common';
import { overviewLimits, type getOverview, type Overview, type QueryOf } from '@postrider/contracts';
import {
  bandsOf,
  loadBucketsOfEndpoints,
  loadFailuresOfEndpoints,
  loadPendingOfEndpoints,
  loadResponseTimesOfEndpoints,
  loadTopEventTypes,
  loadTopOfEndpoints,
  quantile,
  type Database,
  type DatabaseClock,
  type OfEndpoints,
} from '@postrider/event-store';
import { everyEndpointIdOf, requireCustomerId } from '../customers/customer-store.js';
import { CLOCK, DATABASE } from '../tokens.js';
import { attemptsOf } from './customer-outcomes.js';
import { EndpointFactsQueries } from './endpoint-facts.js';
import { customerOverviewRange, isKeptOfEndpoints, periodBefore } from './overview-range.js';
import { gapless } from './series.js';

/** Figures of a customer: those of its endpoints, which count attempts. What became of deliveries is counted of none. */
@Injectable()
export class CustomerOverviewQueries {
  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(CLOCK) private readonly clock: DatabaseClock,
    private readonly facts: EndpointFactsQueries,
  ) {}

  async overview(
    organization_id: string,
    reference: string,
    query: Omit<QueryOf<typeof getOverview>, 'customer'>,
  ): Promise<Overview> {
    const { name, bucket, ...range } = customerOverviewRange(query, this.clock.now());
    const customer_id = await requireCustomerId(this.database, { organization_id, reference });
    const ids = await everyEndpointIdOf(this.database, customer_id);
    const of = { organization_id, ids, ...range, seconds: bucket };
    // Each of these makes its calls one after the other, so that an overview takes few connections.
    const [attempts, top, pending, troubled] = await Promise.all([
      this.#attempts(of),
      this.#top(of, customer_id),
      loadPendingOfEndpoints(this.database, ids, overviewLimits.pending),
      this.facts.troubled(organization_id, ids),
    ]);
    return {
      range: name,
      from: range.from.toISOString(),
      to: range.to.toISOString(),
      bucket_seconds: bucket,
      totals: {
        ...attemptsOf(attempts.counted),
        active_seconds: attempts.counted.length * bucket,
        response_ms_p50: quantile(attempts.times, 0.5),
        response_ms_p95: quantile(attempts.times, 0.95),
        response_ms_p99: quantile(attempts.times, 0.99),
      },
      previous: attempts.previous,
      buckets: gapless(range, bucket, attempts.counted, ({ delivered = 0, failed_attempts = 0 }) => ({
        delivered,
        failed: null,
        failed_attempts,
        retried: null,
      })),
      response_times: bandsOf(attempts.times),
      failures: attempts.failures,
      ...top,
      pending: pending.pending,
      pending_capped: pending.capped,
      oldest_pending_at: pending.oldest?.toISOString() ?? null,
      pending_flow: null,
      ...troubled,
    };
  }

  /** Those of the range, and the totals of the period before, if all of it is kept. */
  async #attempts(of: OfEndpoints) {
    const before = periodBefore(of);
    const from = isKeptOfEndpoints(before, this.clock.now()) ? before : of.from;
    const all = await loadBucketsOfEndpoints(this.database, { ...of, from });
    const earlier = all.filter(({ start }) => start < of.from);
    return {
      counted: all.filter(({ start }) => start >= of.from),
      previous: earlier.length === 0 ? null : outcomesOf(earlier),
      times: await loadResponseTimesOfEndpoints(this.database, of),
      failures: (await loadFailuresOfEndpoints(this.database, of)).slice(0, overviewLimits.failures),
    };
  }

  async #top({ ids, seconds, ...range }: OfEndpoints, customer_id: string) {
    const limit = overviewLimits.topEndpoints;
    const endpoints = await loadTopOfEndpoints(this.database, { ...range, ids, seconds, limit });
    return {
      top_endpoints: endpoints.map(({ failed_attempts, ...endpoint }) => ({ ...endpoint, failed: failed_attempts })),
      top_event_types: await loadTopEventTypes(this.database, {
        ...range,
        customer_id,
        limit: overviewLimits.topEventTypes,
        sample: overviewLimits.eventsCounted,
      }),
    };
  }
}

function outcomesOf(counted: Parameters<typeof attemptsOf>[0]): NonNullable<Overview['previous']> {
  const { first_attempts: _, failed_first_attempts: __, ...outcomes } = attemptsOf(counted);
  return outcomes;
}
