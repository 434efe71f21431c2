import { Inject, Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import {
  metricsRanges,
  overviewLimits,
  type EndpointMetrics,
  type getEndpointMetrics,
  type QueryOf,
} from '@postrider/contracts';
import type { EndpointState } from '@postrider/domain';
import {
  endpointTable,
  loadEndpointMetrics,
  loadEndpointMetricsLately,
  loadPendingByCreation,
  periods,
  type Database,
  type DatabaseClock,
} from '@postrider/event-store';
import { Repository } from 'typeorm';
import { findEndpoint } from '../queries/find-endpoint.js';
import { CLOCK, DATABASE } from '../tokens.js';
import { metricsOf, summed } from './endpoint-metrics.js';
import { gapless, rangeEndingAt } from './series.js';

/** Figures of one endpoint over time. */
@Injectable()
export class EndpointMetricsQueries {
  constructor(
    @InjectRepository(endpointTable) private readonly endpoints: Repository<EndpointState>,
    @Inject(DATABASE) private readonly database: Database,
    @Inject(CLOCK) private readonly clock: DatabaseClock,
  ) {}

  async metrics(
    organization_id: string,
    id: string,
    { range }: QueryOf<typeof getEndpointMetrics>,
  ): Promise<EndpointMetrics> {
    await findEndpoint(this.endpoints, { organization_id, id });
    const { seconds, bucket } = metricsRanges[range];
    const time = rangeEndingAt(this.clock.now(), seconds, bucket);
    const starts = gapless(time, bucket, [], () => ({})).map(({ start }) => new Date(start));
    const load = bucket === periods.hour ? loadEndpointMetrics : loadEndpointMetricsLately;
    const [counted, pending] = await Promise.all([
      load(this.database, { organization_id, id, from: time.from }),
      loadPendingByCreation(this.database, { endpoint_id: id, starts, limit: overviewLimits.pendingOfEndpoint }),
    ]);
    return {
      endpoint_id: id,
      range,
      from: time.from.toISOString(),
      to: time.to.toISOString(),
      bucket_seconds: bucket,
      totals: metricsOf(summed(counted)),
      buckets: gapless(time, bucket, counted, metricsOf),
      pending: pending.counts.reduce((sum, count) => sum + count, 0),
      pending_capped: pending.capped,
      pending_by_creation: starts.map((start, i) => ({
        start: start.toISOString(),
        pending: pending.counts[i] ?? 0,
      })),
    };
  }
}
