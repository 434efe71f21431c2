import { Inject, Injectable } from '@nestjs/common';
import {
  newId,
  type BodyOf,
  type BulkRequest,
  type recoverEndpoint,
  type replayDeliveries,
} from '@postrider/contracts';
import {
  countDeliveries,
  countEvents,
  type BulkOperationRow,
  type BulkRange,
  type CountedPart,
  type DatabaseClock,
  type Sql,
} from '@postrider/event-store';
import type { Caller } from '../http/caller.js';
import { loadEndpoint } from '../endpoints/endpoint-store.js';
import { ApiError } from '../http/api-error.js';
import { CLOCK } from '../tokens.js';
import { cancelOperation, insertOperation, lockOperation } from './bulk-store.js';
import { recoverRange, replayRange } from './bulk-range.js';
import { bulkView } from './bulk-view.js';

/** Ids that a call counts itself. Dispatchers count the rest. */
const countedAtStart = 1_000;

/** Starts and cancels work over many deliveries. Dispatchers do the work. */
@Injectable()
export class BulkCommands {
  constructor(@Inject(CLOCK) private readonly clock: DatabaseClock) {}

  async replay(sql: Sql, { organization_id, actor }: Caller, body: BodyOf<typeof replayDeliveries>) {
    const range = await replayRange(sql, organization_id, body, this.clock.now());
    const { delivery_ids, ...request } = body;
    return this.#start(sql, 'replay', {
      actor: actor ?? null,
      range,
      request: { ...request, ...(delivery_ids && { named_deliveries: new Set(delivery_ids).size }) },
      counted: await countDeliveries(sql, range, countedAtStart),
    });
  }

  async recover(sql: Sql, { organization_id, actor }: Caller, id: string, body: BodyOf<typeof recoverEndpoint>) {
    const endpoint = await loadEndpoint(sql, { organization_id, id });
    if (!endpoint.active) {
      const message = `webhook endpoint ${id} is inactive; activate it, then recover`;
      throw new ApiError('endpoint_inactive', message, { resource: 'webhook_endpoint', id });
    }
    const range = recoverRange(endpoint, body, this.clock.now());
    return this.#start(sql, 'recover', {
      actor: actor ?? null,
      range,
      request: { endpoint_id: id, ...body },
      counted: await countEvents(sql, range, countedAtStart),
    });
  }

  async cancel(sql: Sql, { organization_id }: Caller, id: string) {
    const operation = await lockOperation(sql, organization_id, id);
    const cancelled = operation.status === 'running' ? await cancelOperation(sql, id) : undefined;
    return { body: bulkView(cancelled ?? operation) };
  }

  async #start(
    sql: Sql,
    kind: BulkOperationRow['kind'],
    {
      actor,
      range,
      request,
      counted: { matches, last, isLast },
    }: Pick<BulkOperationRow, 'actor'> & { range: BulkRange; request: BulkRequest; counted: CountedPart },
  ) {
    const row = await insertOperation(sql, {
      id: newId('bulkOperation', this.clock.now()),
      kind,
      ...range,
      request,
      actor,
      total: isLast ? matches : null,
      counted: matches,
      count_position: last ?? range.position,
    });
    return { body: bulkView(row) };
  }
}
