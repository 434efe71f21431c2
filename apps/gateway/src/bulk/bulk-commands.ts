import { Inject, Injectable } from '@nestjs/common';
import {
  encodeCursor,
  newId,
  type BodyOf,
  type BulkOperation,
  type BulkRequest,
  type recoverEndpoint,
  type replayDeliveries,
  type startExport,
} from '@postrider/contracts';
import {
  countDeliveries,
  countEvents,
  deleteExportFile,
  insertExportFile,
  loadExportFiles,
  type BulkOperationRow,
  type BulkRange,
  type CountedPart,
  type DatabaseClock,
  type ExportFileRow,
  type Sql,
} from '@postrider/event-store';
import type { Caller } from '../http/caller.js';
import { loadEndpoint } from '../endpoints/endpoint-store.js';
import { ApiError } from '../http/api-error.js';
import { loadKeyNames } from '../keys/key-store.js';
import { CLOCK } from '../tokens.js';
import {
  cancelOperation,
  findRunningExport,
  insertOperation,
  loadOwnersOfOperations,
  lockOperation,
} from './bulk-store.js';
import { behind, deliveryRange, ofKnownCustomer, recoverRange } from './bulk-range.js';
import { bulkView, keysOf } from './bulk-view.js';

/** Ids that a call counts itself. Dispatchers count the rest. */
const countedAtStart = 1_000;

/** Starts and cancels work over many deliveries. Dispatchers do the work. */
@Injectable()
export class BulkCommands {
  constructor(@Inject(CLOCK) private readonly clock: DatabaseClock) {}

  async replay(sql: Sql, caller: Caller, body: BodyOf<typeof replayDeliveries>) {
    const { organization_id, actor } = caller;
    const range = ofKnownCustomer(await deliveryRange(sql, organization_id, body, this.clock.now()));
    const { delivery_ids, ...request } = body;
    const row = await this.#start(sql, 'replay', {
      actor: actor ?? null,
      range,
      request: { ...request, ...(delivery_ids && { named_deliveries: new Set(delivery_ids).size }) },
      counted: await countDeliveries(sql, range, countedAtStart),
    });
    return { body: await view(sql, caller, started(row)) };
  }

  async recover(sql: Sql, caller: Caller, id: string, body: BodyOf<typeof recoverEndpoint>) {
    const { organization_id, actor } = caller;
    const endpoint = await loadEndpoint(sql, { organization_id, id });
    if (!endpoint.active) {
      const message = `webhook endpoint ${id} is inactive; activate it, then recover`;
      throw new ApiError('endpoint_inactive', message, { resource: 'webhook_endpoint', id });
    }
    const range = recoverRange(endpoint, body, this.clock.now());
    const row = await this.#start(sql, 'recover', {
      actor: actor ?? null,
      range,
      request: { endpoint_id: id, ...body },
      counted: await countEvents(sql, range, countedAtStart),
    });
    return { body: await view(sql, caller, started(row)) };
  }

  async export(sql: Sql, caller: Caller, body: BodyOf<typeof startExport>) {
    const { organization_id, actor } = caller;
    const { format, cursor, ...filters } = body;
    const deliveries = await deliveryRange(sql, organization_id, filters, this.clock.now());
    const range = behind(cursor, ofKnownCustomer(deliveries));
    const row = await this.#start(sql, 'export', {
      actor: actor ?? null,
      range,
      request: { ...filters, format, ...(cursor !== undefined && { cursor: encodeCursor(cursor) }) },
      counted: range.filter.search === undefined ? await countDeliveries(sql, range, countedAtStart) : uncounted,
    });
    if (!row) throw exportRunning(await findRunningExport(sql, organization_id));
    await insertExportFile(sql, row.id, format);
    return { body: await view(sql, caller, row, await loadExportFiles(sql, [row.id])) };
  }

  async cancel(sql: Sql, caller: Caller, id: string) {
    const operation = await lockOperation(sql, caller.organization_id, id);
    if (operation.status === 'running') {
      const cancelled = await cancelOperation(sql, id);
      if (operation.kind === 'export') await deleteExportFile(sql, id);
      return { body: await view(sql, caller, cancelled ?? operation) };
    }
    return { body: await view(sql, caller, operation, await loadExportFiles(sql, [id])) };
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
  ): Promise<BulkOperationRow | undefined> {
    return insertOperation(sql, {
      id: newId('bulkOperation', this.clock.now()),
      kind,
      ...range,
      request,
      actor,
      total: isLast ? matches : null,
      counted: matches,
      count_position: last ?? range.position,
    });
  }
}

async function view(
  sql: Sql,
  { portal }: Caller,
  row: BulkOperationRow,
  files?: ReadonlyMap<string, ExportFileRow>,
): Promise<BulkOperation> {
  const keyNames = await loadKeyNames(sql, keysOf([row]));
  const owners = await loadOwnersOfOperations(sql, [row]);
  return bulkView(row, { keyNames, owners, isPortal: portal !== undefined, ...(files && { files }) });
}

const uncounted: CountedPart = { matches: 0, last: undefined, isLast: false };

function started(row: BulkOperationRow | undefined): BulkOperationRow {
  if (!row) throw new Error('an inserted operation was not returned');
  return row;
}

const exportRunning = (id: string | undefined): ApiError =>
  new ApiError(
    'export_running',
    'another export is running (limit 1 per organization); wait until it ends, or cancel it',
    { resource: 'webhook_operation', ...(id !== undefined && { id }) },
  );
