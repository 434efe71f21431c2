import { Controller, Header } from '@nestjs/common';
import { getEvent, listEvents } from '@postrider/contracts';
import { Input, Route, type InputOf } from '../http/operation-route.js';
import { PublishedEventQueries } from './published-event-queries.js';

@Controller()
export class EventsController {
  constructor(private readonly queries: PublishedEventQueries) {}

  @Route(listEvents)
  list(@Input() { caller, query }: InputOf<typeof listEvents>) {
    return this.queries.list(caller.organization_id, query);
  }

  @Route(getEvent)
  @Header('content-type', 'application/json; charset=utf-8')
  get(@Input() { caller, params }: InputOf<typeof getEvent>) {
    return this.queries.detailJson(caller.organization_id, params.event_id);
  }
}
