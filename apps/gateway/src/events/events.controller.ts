import { Controller, Header, Inject } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { eventLimits, getEvent, listEvents, toPage, type EventSummary, type OutputOf } from '@postrider/contracts';
import { dataJsonOf, type PublishedEventState } from '@postrider/domain';
import { guarded, publishedEventTable, readStream, type Database } from '@postrider/event-store';
import { LessThan, Raw, Repository } from 'typeorm';
import { CurrentCaller, type Caller } from '../auth/caller.js';
import { notFound } from '../http/api-error.js';
import { Input, Route, type InputOf } from '../http/operation-route.js';
import { withRawMember } from '../http/raw-member.js';
import { DATABASE } from '../tokens.js';
import { findEvent, summarize } from './event-queries.js';

@Controller()
export class EventsController {
  constructor(
    @InjectRepository(publishedEventTable) private readonly events: Repository<PublishedEventState>,
    @Inject(DATABASE) private readonly database: Database,
  ) {}

  @Route(listEvents)
  async list(
    @CurrentCaller() { organization_id }: Caller,
    @Input(listEvents) { query }: InputOf<typeof listEvents>,
  ): Promise<OutputOf<typeof listEvents>> {
    const { event_type, delivered_to, cursor, limit } = query;
    const rows = await guarded(() =>
      this.events.find({
        where: {
          organization_id,
          ...(event_type !== undefined && { event_type }),
          // Written out, since a parameter would not tell which index has only these.
          ...(delivered_to === 'nobody' && { delivery_count: Raw((column) => `${column} = 0`) }),
          ...(cursor !== undefined && { id: LessThan(cursor) }),
        },
        order: { id: 'DESC' },
        take: limit + 1,
      }),
    );
    const { data, next_cursor } = toPage(rows, limit);
    return { data: await summarize(this.database, data, eventLimits.deliveriesListed), next_cursor };
  }

  @Route(getEvent)
  @Header('content-type', 'application/json; charset=utf-8')
  async get(
    @CurrentCaller() { organization_id }: Caller,
    @Input(getEvent) { params }: InputOf<typeof getEvent>,
  ): Promise<string> {
    const state = await findEvent(this.database, organization_id, params.event_id);
    if (!state) throw notFound.event(params.event_id);
    const [summary] = await summarize(this.database, [state], eventLimits.deliveriesShown);
    const [published] = await readStream(this.database, state.id);
    if (published?.event.type !== 'EventPublished') throw new Error(`event ${state.id} has no body in the log`);
    return withRawMember(
      (summary satisfies EventSummary | undefined) ?? {},
      'data',
      dataJsonOf(published.event.data.body),
    );
  }
}
