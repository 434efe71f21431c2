import { Controller } from '@nestjs/common';
import { getOverview, listEndpointActivity, type OutputOf, type Overview } from '@postrider/contracts';
import { CurrentCaller, type Caller } from '../auth/caller.js';
import { Input, Route, type InputOf } from '../http/operation-route.js';
import { OverviewQueries } from './overview-queries.js';

@Controller()
export class OverviewController {
  constructor(private readonly queries: OverviewQueries) {}

  @Route(getOverview)
  overview(
    @CurrentCaller() { organization_id }: Caller,
    @Input(getOverview) { query }: InputOf<typeof getOverview>,
  ): Promise<Overview> {
    return this.queries.overview(organization_id, query);
  }

  @Route(listEndpointActivity)
  activity(
    @CurrentCaller() { organization_id }: Caller,
    @Input(listEndpointActivity) { query }: InputOf<typeof listEndpointActivity>,
  ): Promise<OutputOf<typeof listEndpointActivity>> {
    return this.queries.activity(organization_id, query);
  }
}
