import { Controller, Header, Inject } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import {
  getDelivery,
  getDeliveryHistory,
  isId,
  listDeliveries,
  toPage,
  type DeliveryDetail,
  type DeliveryEvent,
  type OutputOf,
  type RecordedEvent,
} from '@postrider/contracts';
import type { DeliveryState } from '@postrider/domain';
import { deliveryTable, guarded, readStreams, type Database } from '@postrider/event-store';
import { Repository } from 'typeorm';
import { CurrentCaller, type Caller } from '../auth/caller.js';
import { findEvent } from '../events/event-queries.js';
import { notFound } from '../http/api-error.js';
import { idRange } from '../http/id-range.js';
import { Input, Route, type InputOf } from '../http/operation-route.js';
import { withRawMember } from '../http/raw-member.js';
import { DATABASE } from '../tokens.js';
import { deliveryList } from './delivery-list.js';
import { attemptsOf, deliveryView, historyOf } from './delivery-view.js';

@Controller()
export class DeliveriesController {
  constructor(
    @InjectRepository(deliveryTable) private readonly deliveries: Repository<DeliveryState>,
    @Inject(DATABASE) private readonly database: Database,
  ) {}

  @Route(listDeliveries)
  async list(
    @CurrentCaller() { organization_id }: Caller,
    @Input(listDeliveries) { query }: InputOf<typeof listDeliveries>,
  ): Promise<OutputOf<typeof listDeliveries>> {
    const { endpoint_id, event_id, status, event_type, since, until, cursor, limit } = query;
    const event = event_id === undefined ? undefined : await findEvent(this.database, organization_id, event_id);
    if (event_id !== undefined && !event) return { data: [], next_cursor: null };
    const { first, bound } = idRange('delivery', { since, until });
    const [before] = [bound, cursor].filter((id) => id !== undefined).toSorted();
    const filter = { organization_id, endpoint_id, event_stream_id: event?.id, event_type, status, first, before };
    const [text, values] = deliveryList(filter, limit + 1);
    const rows = await guarded(() => this.deliveries.query<DeliveryState[]>(text, values));
    const { data, next_cursor } = toPage(rows, limit);
    return { data: data.map(deliveryView), next_cursor };
  }

  @Route(getDelivery)
  @Header('content-type', 'application/json; charset=utf-8')
  async get(
    @CurrentCaller() { organization_id }: Caller,
    @Input(getDelivery) { params }: InputOf<typeof getDelivery>,
  ): Promise<string> {
    const state = await this.#find(organization_id, params.delivery_id);
    const { id } = state;
    const streams = await readStreams(this.database, [id, state.event_stream_id]);
    const stream = (streams.get(id) ?? []) as RecordedEvent<DeliveryEvent>[];
    const attempts = attemptsOf(state, stream);
    const detail: Omit<DeliveryDetail, 'payload'> = {
      ...deliveryView(state),
      response_body: attempts.at(-1)?.response_body ?? null,
      attempts,
    };
    const [published] = streams.get(state.event_stream_id) ?? [];
    return withRawMember(detail, 'payload', payloadOf(stream, published));
  }

  @Route(getDeliveryHistory)
  async history(
    @CurrentCaller() { organization_id }: Caller,
    @Input(getDeliveryHistory) { params }: InputOf<typeof getDeliveryHistory>,
  ): Promise<OutputOf<typeof getDeliveryHistory>> {
    const { id } = await this.#find(organization_id, params.delivery_id);
    const streams = await readStreams(this.database, [id]);
    return { data: historyOf((streams.get(id) ?? []) as RecordedEvent<DeliveryEvent>[]) };
  }

  async #find(organization_id: string, id: string): Promise<DeliveryState> {
    const state = isId('delivery', id) ? await guarded(() => this.deliveries.findOneBy({ id, organization_id })) : null;
    if (!state) throw notFound.delivery(id);
    return state;
  }
}

/** The request body that this delivery sends; null once its event is past retention. */
function payloadOf(stream: readonly RecordedEvent<DeliveryEvent>[], published: RecordedEvent | undefined): string {
  const [scheduled] = stream;
  if (scheduled?.event.type === 'DeliveryScheduled' && scheduled.event.data.payload !== undefined) {
    return scheduled.event.data.payload;
  }
  return published?.event.type === 'EventPublished' ? published.event.data.body : 'null';
}
