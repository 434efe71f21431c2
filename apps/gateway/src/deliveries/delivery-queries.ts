import { Inject, Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import {
  toPage,
  type DeliveryDetail,
  type DeliveryEvent,
  type DeliverySummary,
  type listDeliveries as operation,
  type QueryOf,
  type RecordedEvent,
  type Settings,
} from '@postrider/contracts';
import {
  deliveryBody,
  deliveryView,
  retrySchedule,
  type DeliveryState,
  type ExportedDelivery,
} from '@postrider/domain';
import {
  deliveryTable,
  callDatabase,
  exportedDeliveries,
  listDeliveries,
  loadOwnersOfEndpoints,
  readStreams,
  type Database,
  type FoundDeliveries,
} from '@postrider/event-store';
import { Repository } from 'typeorm';
import { findCustomerId } from '../customers/customer-store.js';
import { findEvent } from '../events/published-event-store.js';
import { withRawMember } from '../http/raw-member.js';
import { pageRange } from '../queries/id-range.js';
import { DATABASE, SETTINGS } from '../tokens.js';
import { findDelivery } from './delivery-store.js';
import { attemptsOf, historyOf, scheduleView } from './delivery-view.js';

/** More than the default policy makes. */
const listedAttempts = 20;

@Injectable()
export class DeliveryQueries {
  constructor(
    @InjectRepository(deliveryTable) private readonly deliveries: Repository<DeliveryState>,
    @Inject(DATABASE) private readonly database: Database,
    @Inject(SETTINGS)
    private readonly settings: Pick<Settings, 'retries'> & { lists: Pick<Settings['lists'], 'searchMax'> },
  ) {}

  async list(organization_id: string, { limit, ...query }: QueryOf<typeof operation>) {
    const { rows, searchedTo } = await this.find(organization_id, query, limit + 1);
    const { data, next_cursor } = toPage(rows, limit, searchedTo);
    return { data: await this.views(data), next_cursor };
  }

  async views(states: readonly DeliveryState[]): Promise<DeliverySummary[]> {
    const owners = await loadOwnersOfEndpoints(
      this.database,
      states.map(({ endpoint_id }) => endpoint_id),
    );
    return states.map((state) => deliveryView(state, owners.get(state.endpoint_id)));
  }

  exported(states: readonly DeliveryState[]): Promise<ExportedDelivery[]> {
    return exportedDeliveries(this.database, states);
  }

  /** Finds the first `limit` deliveries of a list. */
  async find(
    organization_id: string,
    { customer, event_id, since, until, cursor, response_class, ...filter }: Omit<QueryOf<typeof operation>, 'limit'>,
    limit: number,
  ): Promise<FoundDeliveries> {
    const event = event_id === undefined ? undefined : await findEvent(this.database, organization_id, event_id);
    if (event_id !== undefined && !event) return { rows: [], compared: 0, searchedTo: undefined };
    const customer_id =
      customer === undefined
        ? undefined
        : await findCustomerId(this.database, { organization_id, reference: customer });
    if (customer !== undefined && customer_id === undefined) return { rows: [], compared: 0, searchedTo: undefined };
    return listDeliveries(
      (text, values) => callDatabase(() => this.deliveries.query(text, values)),
      {
        ...filter,
        organization_id,
        customer_id,
        event_stream_id: event?.id,
        response_class: response_class === undefined ? undefined : Number.parseInt(response_class, 10),
      },
      pageRange('delivery', { since, until, cursor }),
      limit,
      this.settings.lists.searchMax,
    );
  }

  /** JSON of a delivery with its attempts and its payload. */
  async detailJson(organization_id: string, id: string): Promise<string> {
    const state = await findDelivery(this.database, organization_id, id);
    const streams = await readStreams(this.database, [id, state.event_stream_id]);
    const stream = (streams.get(id) ?? []) as RecordedEvent<DeliveryEvent>[];
    const attempts = attemptsOf(state, stream);
    const [view] = await this.views([state]);
    if (!view) throw new Error('a delivery has a view');
    const [published] = streams.get(state.event_stream_id) ?? [];
    const { payload, envelope } = payloadOf(stream, published);
    const detail: Omit<DeliveryDetail, 'payload'> = {
      ...view,
      envelope,
      response_body: attempts.at(-1)?.response_body ?? null,
      attempts,
      retry_schedule: scheduleView(retrySchedule(this.settings.retries, state, listedAttempts)),
    };
    return withRawMember(detail, 'payload', payload);
  }

  async history(organization_id: string, id: string) {
    await findDelivery(this.database, organization_id, id);
    const streams = await readStreams(this.database, [id]);
    return { data: historyOf((streams.get(id) ?? []) as RecordedEvent<DeliveryEvent>[]) };
  }
}

/** The request body that the delivery sends, as JSON. `null` once its event is past retention. */
function payloadOf(
  [scheduled]: readonly RecordedEvent<DeliveryEvent>[],
  published: RecordedEvent | undefined,
): { payload: string; envelope: DeliveryDetail['envelope'] } {
  const first = scheduled?.event.type === 'DeliveryScheduled' ? scheduled.event.data : undefined;
  const event = published?.event.type === 'EventPublished' ? published.event.data : undefined;
  const request = deliveryBody(first, event, published?.organization_id ?? '');
  if (!request) return { payload: 'null', envelope: null };
  return { payload: request.body, envelope: first?.payload === undefined ? (first?.envelope ?? 'default') : null };
}
