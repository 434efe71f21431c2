import { Inject, Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import {
  eventLimits,
  toPage,
  type DataFilter,
  type listEvents,
  type OutputOf,
  type QueryOf,
} from '@postrider/contracts';
import { dataJsonOf, type PublishedEventState } from '@postrider/domain';
import {
  callDatabase,
  publishedEventTable,
  readStream,
  walkBack,
  type Database,
  type IdRange,
} from '@postrider/event-store';
import { And, LessThan, MoreThanOrEqual, Raw, Repository, type FindOperator } from 'typeorm';
import { findCustomerId } from '../customers/customer-store.js';
import { notFound, validationFailed } from '../http/api-error.js';
import { withRawMember } from '../http/raw-member.js';
import { pageRange } from '../queries/id-range.js';
import { DATABASE } from '../tokens.js';
import { loadSearchablePaths } from '../searchable-paths/searchable-path-store.js';
import { findEvent, findEventsByValue, summarize } from './published-event-store.js';

@Injectable()
export class PublishedEventQueries {
  constructor(
    @InjectRepository(publishedEventTable) private readonly events: Repository<PublishedEventState>,
    @Inject(DATABASE) private readonly database: Database,
  ) {}

  async list(
    organization_id: string,
    { event_type, delivered_to, customer, data: values, limit, ...page }: QueryOf<typeof listEvents>,
  ): Promise<OutputOf<typeof listEvents>> {
    const customer_id =
      customer === undefined
        ? undefined
        : await findCustomerId(this.database, { organization_id, reference: customer });
    if (customer !== undefined && customer_id === undefined) return { data: [], next_cursor: null };
    const value = values && (await this.#searchable(organization_id, values));
    const where = {
      organization_id,
      ...(event_type !== undefined && { event_type }),
      ...(customer_id !== undefined && { customer_id }),
      // A literal, since the planner would not use the partial index for a parameter.
      ...(delivered_to === 'nobody' && { delivery_count: Raw((column) => `${column} = 0`) }),
    };
    const rows = await walkBack('event', pageRange('event', page), limit + 1, (range, take) =>
      value
        ? findEventsByValue(
            this.database,
            { organization_id, ...value, event_type, customer_id, delivered_to },
            range,
            take,
          )
        : callDatabase(() =>
            this.events.find({ where: { ...where, id: And(...bounds(range)) }, order: { id: 'DESC' }, take }),
          ),
    );
    const { data, next_cursor } = toPage(rows, limit);
    return { data: await summarize(this.database, data, eventLimits.deliveriesListed), next_cursor };
  }

  /** The path and the value of a filter. Throws ApiError 422 if the path is not searchable. */
  async #searchable(organizationId: string, filter: DataFilter): Promise<{ path: string; value: string } | undefined> {
    const [found] = Object.entries(filter);
    if (!found) return undefined;
    const [path, value] = found;
    const paths = await loadSearchablePaths(this.database, organizationId);
    if (paths.includes(path)) return { path, value };
    const known = paths.length === 0 ? 'the organization has none' : `expected one of ${paths.join(', ')}`;
    throw validationFailed([{ field: path, message: `is not a searchable path: ${known}` }]);
  }

  /** JSON of an event with its data. */
  async detailJson(organization_id: string, eventId: string): Promise<string> {
    const state = await findEvent(this.database, organization_id, eventId);
    if (!state) throw notFound.event(eventId);
    const [summary] = await summarize(this.database, [state], eventLimits.deliveriesShown);
    const [published] = await readStream(this.database, state.id);
    if (published?.event.type !== 'EventPublished') throw new Error(`event ${state.id} has no body in the log`);
    return withRawMember(summary ?? {}, 'data', dataJsonOf(published.event.data.body));
  }
}

const bounds = ({ first, before }: IdRange): FindOperator<string>[] => [
  MoreThanOrEqual(first ?? ''),
  ...(before === undefined ? [] : [LessThan(before)]),
];
