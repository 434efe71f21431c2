import { Inject, Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import {
  overviewLimits,
  overviewRanges,
  type getOverview,
  type listEndpointActivity,
  type OutputOf,
  type Overview,
  type QueryOf,
} from '@postrider/contracts';
import type { EndpointState } from '@postrider/domain';
import {
  endpointTable,
  loadBuckets,
  loadEndpointFacts,
  loadEndpointHours,
  loadFailing,
  loadPending,
  loadResponseTimes,
  type Database,
  type DatabaseClock,
  type EndpointFacts,
} from '@postrider/event-store';
import { IsNull, Repository } from 'typeorm';
import { findPage } from '../queries/find-page.js';
import { CLOCK, DATABASE } from '../tokens.js';
import { gapless, rangeEndingAt, sumsOf, totalsOf } from './series.js';

const hourSeconds = 3_600;
const none: EndpointFacts = { pending: 0, pending_capped: false, last_failure: null, failing_since: null };

/** Figures of attempts, from counters instead of the attempts' rows. */
@Injectable()
export class OverviewQueries {
  constructor(
    @InjectRepository(endpointTable) private readonly endpoints: Repository<EndpointState>,
    @Inject(DATABASE) private readonly database: Database,
    @Inject(CLOCK) private readonly clock: DatabaseClock,
  ) {}

  async overview(organization_id: string, query: QueryOf<typeof getOverview>): Promise<Overview> {
    const { seconds, bucket } = overviewRanges[query.range];
    const range = rangeEndingAt(this.clock.now(), seconds, bucket);
    const of = { organization_id, ...range, seconds: sumsOf(bucket) };
    const [counted, times, { pending, capped, oldest }, failing] = await Promise.all([
      loadBuckets(this.database, of, bucket),
      loadResponseTimes(this.database, of),
      loadPending(this.database, organization_id, overviewLimits.pending),
      this.#failing(organization_id),
    ]);
    return {
      range: query.range,
      from: range.from.toISOString(),
      to: range.to.toISOString(),
      bucket_seconds: bucket,
      totals: { ...totalsOf(counted), response_ms_p50: times.p50, response_ms_p95: times.p95 },
      buckets: gapless(range, bucket, counted, ({ delivered = 0, failed = 0, retried = 0 }) => ({
        delivered,
        failed,
        retried,
      })),
      pending,
      pending_capped: capped,
      oldest_pending_at: oldest?.toISOString() ?? null,
      failing_endpoints: failing,
    };
  }

  async activity(
    organization_id: string,
    query: QueryOf<typeof listEndpointActivity>,
  ): Promise<OutputOf<typeof listEndpointActivity>> {
    const where = { organization_id, deleted_at: IsNull() };
    const { data, next_cursor } = await findPage(this.endpoints, where, query, ['id']);
    const ids = data.map(({ id }) => id);
    const range = rangeEndingAt(this.clock.now(), overviewLimits.hours * hourSeconds, hourSeconds);
    const [facts, hours] = await Promise.all([
      this.#facts(organization_id, ids),
      loadEndpointHours(this.database, { organization_id, ids, from: range.from }),
    ]);
    const hoursOf = Map.groupBy(hours, ({ endpoint_id }) => endpoint_id);
    return {
      data: ids.map((id) => ({
        endpoint_id: id,
        hours: gapless(range, hourSeconds, hoursOf.get(id) ?? [], ({ delivered = 0, failed_attempts = 0 }) => ({
          delivered,
          failed: failed_attempts,
        })),
        ...(facts.get(id) ?? none),
      })),
      next_cursor,
    };
  }

  async #failing(organization_id: string): Promise<Overview['failing_endpoints']> {
    const failing = await loadFailing(this.database, organization_id, overviewLimits.failingEndpoints);
    const ids = failing.map(({ id }) => id);
    const facts = await this.#facts(organization_id, ids);
    return failing.map((endpoint) => ({ ...endpoint, ...(facts.get(endpoint.id) ?? none) }));
  }

  #facts(organization_id: string, ids: readonly string[]): Promise<Map<string, EndpointFacts>> {
    return loadEndpointFacts(this.database, { organization_id, ids, limit: overviewLimits.pendingOfEndpoint });
  }
}
