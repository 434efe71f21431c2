import { Inject, Injectable } from '@nestjs/common';
import {
  firstIdAt,
  newId,
  type BodyOf,
  type IdKind,
  type recoverEndpoint,
  type replayDeliveries,
} from '@postrider/contracts';
import {
  countDeliveries,
  countEvents,
  type BulkFilter,
  type BulkOperationRow,
  type BulkRange,
  type CountedPart,
  type DatabaseClock,
  type Sql,
} from '@postrider/event-store';
import type { Caller } from '../http/caller.js';
import { loadEndpoint } from '../endpoints/endpoint-store.js';
import { findEvent } from '../events/published-event-store.js';
import { ApiError } from '../http/api-error.js';
import { idRange } from '../queries/id-range.js';
import { CLOCK } from '../tokens.js';
import { cancelOperation, insertOperation, lockOperation } from './bulk-store.js';
import { bulkView } from './bulk-view.js';

/** Ids that a call counts itself. Dispatchers count the rest. */
const countedAtStart = 1_000;

/** Starts and cancels work over many deliveries. Dispatchers do the work. */
@Injectable()
export class BulkCommands {
  constructor(@Inject(CLOCK) private readonly clock: DatabaseClock) {}

  async replay(
    sql: Sql,
    { organization_id }: Caller,
    { since, until, event_id, ...rest }: BodyOf<typeof replayDeliveries>,
  ) {
    const event = event_id === undefined ? undefined : await findEvent(sql, organization_id, event_id);
    const filter: BulkFilter = { ...rest, ...(event_id !== undefined && { event_stream_id: event?.id ?? '' }) };
    const range = { organization_id, filter, ...this.#positions('delivery', { since, until }) };
    return this.#start(sql, 'replay', range, await countDeliveries(sql, range, countedAtStart));
  }

  async recover(sql: Sql, { organization_id }: Caller, id: string, body: BodyOf<typeof recoverEndpoint>) {
    const endpoint = await loadEndpoint(sql, { organization_id, id });
    if (!endpoint.active) {
      const message = `webhook endpoint ${id} is inactive; activate it, then recover`;
      throw new ApiError('endpoint_inactive', message, { resource: 'webhook_endpoint', id });
    }
    const range = { organization_id, filter: { endpoint_id: id }, ...this.#positions('event', body) };
    return this.#start(sql, 'recover', range, await countEvents(sql, range, countedAtStart));
  }

  async cancel(sql: Sql, { organization_id }: Caller, id: string) {
    const operation = await lockOperation(sql, organization_id, id);
    const cancelled = operation.status === 'running' ? await cancelOperation(sql, id) : undefined;
    return { body: bulkView(cancelled ?? operation) };
  }

  /** The first id of a time range and the id after its last. A range ends now at the latest. */
  #positions(
    kind: IdKind,
    range: { since?: string | undefined; until?: string | undefined },
  ): Pick<BulkRange, 'position' | 'bound'> {
    const latest = firstIdAt(kind, this.clock.now());
    const { first = firstIdAt(kind, new Date(0)), bound = latest } = idRange(kind, range);
    return { position: first, bound: bound < latest ? bound : latest };
  }

  async #start(sql: Sql, kind: BulkOperationRow['kind'], range: BulkRange, { matches, last, isLast }: CountedPart) {
    const row = await insertOperation(sql, {
      id: newId('bulkOperation', this.clock.now()),
      kind,
      ...range,
      total: isLast ? matches : null,
      counted: matches,
      count_position: last ?? range.position,
    });
    return { body: bulkView(row) };
  }
}
