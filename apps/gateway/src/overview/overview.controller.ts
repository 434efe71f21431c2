import { Controller } from '@nestjs/common';
import { getEndpointMetrics, getOverview, listEndpointActivity } from '@postrider/contracts';
import { Input, Route, type InputOf } from '../http/operation-route.js';
import { CustomerOverviewQueries } from './customer-overview-queries.js';
import { EndpointMetricsQueries } from './endpoint-metrics-queries.js';
import { OverviewQueries } from './overview-queries.js';

@Controller()
export class OverviewController {
  constructor(
    private readonly queries: OverviewQueries,
    private readonly ofCustomer: CustomerOverviewQueries,
    private readonly endpointMetrics: EndpointMetricsQueries,
  ) {}

  @Route(getOverview)
  overview(@Input() { caller, query }: InputOf<typeof getOverview>) {
    const { customer, ...range } = query;
    return customer === undefined
      ? this.queries.overview(caller.organization_id, range)
      : this.ofCustomer.overview(caller.organization_id, customer, range);
  }

  @Route(listEndpointActivity)
  activity(@Input() { caller, query }: InputOf<typeof listEndpointActivity>) {
    return this.queries.activity(caller.organization_id, query);
  }

  @Route(getEndpointMetrics)
  metrics(@Input() { caller, params, query }: InputOf<typeof getEndpointMetrics>) {
    return this.endpointMetrics.metrics(caller.organization_id, params.endpoint_id, query);
  }
}
