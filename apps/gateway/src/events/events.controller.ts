import { Controller, Header } from '@nestjs/common';
import { getEvent, listEvents, type OutputOf } from '@postrider/contracts';
import { CurrentCaller, type Caller } from '../auth/caller.js';
import { Input, Route, type InputOf } from '../http/operation-route.js';
import { PublishedEventQueries } from './published-event-queries.js';

@Controller()
export class EventsController {
  constructor(private readonly queries: PublishedEventQueries) {}

  @Route(listEvents)
  list(
    @CurrentCaller() { organization_id }: Caller,
    @Input(listEvents) { query }: InputOf<typeof listEvents>,
  ): Promise<OutputOf<typeof listEvents>> {
    return this.queries.list(organization_id, query);
  }

  @Route(getEvent)
  @Header('content-type', 'application/json; charset=utf-8')
  get(
    @CurrentCaller() { organization_id }: Caller,
    @Input(getEvent) { params }: InputOf<typeof getEvent>,
  ): Promise<string> {
    return this.queries.detailJson(organization_id, params.event_id);
  }
}
