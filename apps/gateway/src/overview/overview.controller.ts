import { Controller } from '@nestjs/common';
import { getOverview, listEndpointActivity } from '@postrider/contracts';
import { Input, Route, type InputOf } from '../http/operation-route.js';
import { OverviewQueries } from './overview-queries.js';

@Controller()
export class OverviewController {
  constructor(private readonly queries: OverviewQueries) {}

  @Route(getOverview)
  overview(@Input() { caller, query }: InputOf<typeof getOverview>) {
    return this.queries.overview(caller.organization_id, query);
  }

  @Route(listEndpointActivity)
  activity(@Input() { caller, query }: InputOf<typeof listEndpointActivity>) {
    return this.queries.activity(caller.organization_id, query);
  }
}
