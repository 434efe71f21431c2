import { Inject, Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import {
  overviewLimits,
  type getOverview,
  type listEndpointActivity,
  type OutputOf,
  type Overview,
  type QueryOf,
} from '@postrider/contracts';
import type { EndpointState } from '@postrider/domain';
import {
  bandsOf,
  endpointTable,
  loadArrivals,
  loadBuckets,
  loadCompletions,
  loadEndpointHours,
  loadFailures,
  loadPending,
  loadResponseTimes,
  loadTopEndpoints,
  loadTopEndpointsLately,
  loadTopEventTypes,
  periods,
  quantile,
  type Counts,
  type Database,
  type DatabaseClock,
} from '@postrider/event-store';
import { IsNull, Repository } from 'typeorm';
import { findCustomerId } from '../customers/customer-store.js';
import { findPage } from '../queries/find-page.js';
import { CLOCK, DATABASE } from '../tokens.js';
import { EndpointFactsQueries } from './endpoint-facts.js';
import { floorTo, isLately, overviewRange, periodBefore } from './overview-range.js';
import { measuredFrom, pendingFlow } from './pending-flow.js';
import { activeBuckets, gapless, rangeEndingAt, sumsOf, totalsOf } from './series.js';

const hourSeconds = 3_600;

/** Figures of attempts, from counters instead of the attempts' rows. */
@Injectable()
export class OverviewQueries {
  constructor(
    @InjectRepository(endpointTable) private readonly endpoints: Repository<EndpointState>,
    @Inject(DATABASE) private readonly database: Database,
    @Inject(CLOCK) private readonly clock: DatabaseClock,
    private readonly facts: EndpointFactsQueries,
  ) {}

  async overview(organization_id: string, query: Omit<QueryOf<typeof getOverview>, 'customer'>): Promise<Overview> {
    const { name, bucket, ...range } = overviewRange(query, this.clock.now());
    const of = { organization_id, ...range, seconds: sumsOf(bucket) };
    // Each of these makes its calls one after the other, so that an overview takes few connections.
    const [attempts, top, pending, troubled] = await Promise.all([
      this.#attempts(of, bucket),
      this.#top(of),
      this.#pending(organization_id),
      this.facts.troubled(organization_id),
    ]);
    return {
      range: name,
      from: range.from.toISOString(),
      to: range.to.toISOString(),
      bucket_seconds: bucket,
      totals: {
        ...totalsOf(attempts.counted),
        active_seconds: activeBuckets(attempts.counted) * bucket,
        response_ms_p50: quantile(attempts.times, 0.5),
        response_ms_p95: quantile(attempts.times, 0.95),
        response_ms_p99: quantile(attempts.times, 0.99),
      },
      previous: attempts.previous,
      buckets: gapless(
        range,
        bucket,
        attempts.counted,
        ({ delivered = 0, failed = 0, failed_attempts = 0, retried = 0 }) => ({
          delivered,
          failed,
          failed_attempts,
          retried,
        }),
      ),
      response_times: bandsOf(attempts.times),
      failures: attempts.failures,
      ...top,
      ...pending,
      ...troubled,
    };
  }

  /** Those of the range, and the totals of the period before. */
  async #attempts(of: Parameters<typeof loadBuckets>[1], bucket: number) {
    const all = await loadBuckets(this.database, { ...of, from: periodBefore(of) }, bucket);
    const [counted, before] = [all.filter(({ start }) => start >= of.from), all.filter(({ start }) => start < of.from)];
    return {
      counted,
      previous: before.length === 0 ? null : outcomesOf(before),
      times: await loadResponseTimes(this.database, of),
      failures: await loadFailures(this.database, of, overviewLimits.failures),
    };
  }

  async #top(of: { organization_id: string; from: Date; to: Date }) {
    const { load, from } = isLately(of.from, this.clock.now())
      ? { load: loadTopEndpointsLately, from: floorTo(of.from, periods.fiveMinutes) }
      : { load: loadTopEndpoints, from: floorTo(of.from, periods.hour) };
    const endpoints = await load(this.database, { ...of, from, limit: overviewLimits.topEndpoints });
    return {
      top_endpoints: endpoints.map(({ failed_attempts, ...endpoint }) => ({ ...endpoint, failed: failed_attempts })),
      top_event_types: await loadTopEventTypes(this.database, {
        ...of,
        limit: overviewLimits.topEventTypes,
        sample: overviewLimits.eventsCounted,
      }),
    };
  }

  async #pending(organization_id: string) {
    const now = this.clock.now();
    const from = measuredFrom(now);
    const { pending, capped, oldest } = await loadPending(this.database, organization_id, overviewLimits.pending);
    const arrivals = await loadArrivals(this.database, {
      organization_id,
      from,
      limit: overviewLimits.arrivalsCounted,
    });
    const completed = await loadCompletions(this.database, { organization_id, from });
    return {
      pending,
      pending_capped: capped,
      oldest_pending_at: oldest?.toISOString() ?? null,
      pending_flow: pendingFlow({ now, from, completed, arrivals, pending, capped }),
    };
  }

  async activity(
    organization_id: string,
    { customer, ...query }: QueryOf<typeof listEndpointActivity>,
  ): Promise<OutputOf<typeof listEndpointActivity>> {
    const customer_id =
      customer === undefined
        ? undefined
        : await findCustomerId(this.database, { organization_id, reference: customer });
    if (customer !== undefined && customer_id === undefined) return { data: [], next_cursor: null };
    const where = { organization_id, deleted_at: IsNull(), ...(customer_id !== undefined && { customer_id }) };
    const { data, next_cursor } = await findPage(this.endpoints, where, { kind: 'endpoint', ...query }, [
      'id',
      'active',
    ]);
    const ids = data.map(({ id }) => id);
    const range = rangeEndingAt(this.clock.now(), overviewLimits.hours * hourSeconds, hourSeconds);
    const [facts, hours] = await Promise.all([
      this.facts.of(
        organization_id,
        data.map(({ id, active }) => ({ id, active })),
      ),
      loadEndpointHours(this.database, { organization_id, ids, from: range.from }),
    ]);
    const hoursOf = Map.groupBy(hours, ({ endpoint_id }) => endpoint_id);
    return {
      data: facts.map(({ id, active: _, ...known }) => ({
        endpoint_id: id,
        hours: gapless(range, hourSeconds, hoursOf.get(id) ?? [], ({ delivered = 0, failed_attempts = 0 }) => ({
          delivered,
          failed: failed_attempts,
        })),
        ...known,
      })),
      next_cursor,
    };
  }
}

function outcomesOf(counted: readonly Counts[]): NonNullable<Overview['previous']> {
  const { first_attempts: _, failed_first_attempts: __, ...outcomes } = totalsOf(counted);
  return outcomes;
}
