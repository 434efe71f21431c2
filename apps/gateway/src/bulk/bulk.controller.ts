import { Controller, Inject, Req } from '@nestjs/common';
import {
  cancelBulkOperation,
  firstIdAt,
  getBulkOperation,
  isId,
  listBulkOperations,
  newId,
  recoverEndpoint,
  replayDeliveries,
  toPage,
  type BulkOperation,
  type IdKind,
  type OutputOf,
} from '@postrider/contracts';
import {
  countDeliveries,
  countEvents,
  guarded,
  type BulkFilter,
  type BulkOperationRow,
  type CountedPart,
  type Database,
  type DatabaseClock,
  type Sql,
} from '@postrider/event-store';
import type { FastifyRequest } from 'fastify';
import { CurrentCaller, type Caller } from '../auth/caller.js';
import { loadEndpoint } from '../endpoints/endpoint-store.js';
import { findEvent } from '../events/event-queries.js';
import { ApiError, notFound } from '../http/api-error.js';
import { idRange } from '../http/id-range.js';
import { Input, Route, type InputOf } from '../http/operation-route.js';
import { idempotentRequest } from '../idempotency/idempotency.js';
import { ManagementCommands, type CommandResult } from '../idempotency/management-commands.js';
import { CLOCK, DATABASE } from '../tokens.js';

/** Starts, shows and cancels work over many deliveries; the dispatchers do it. */
@Controller()
export class BulkController {
  constructor(
    private readonly management: ManagementCommands,
    @Inject(DATABASE) private readonly database: Database,
    @Inject(CLOCK) private readonly clock: DatabaseClock,
  ) {}

  @Route(replayDeliveries)
  replay(
    @CurrentCaller() caller: Caller,
    @Req() request: FastifyRequest,
    @Input(replayDeliveries) { body }: InputOf<typeof replayDeliveries>,
  ): Promise<BulkOperation> {
    const { since, until, event_id, ...rest } = body;
    const { organization_id } = caller;
    return this.management.run(caller, idempotentRequest(request), async (sql) => {
      const now = this.clock.now();
      const event = event_id === undefined ? undefined : await findEvent(sql, organization_id, event_id);
      const filter: BulkFilter = { ...rest, ...(event_id !== undefined && { event_stream_id: event?.id ?? '' }) };
      const range = { organization_id, filter, ...positions('delivery', { since, until, now }) };
      return start(sql, now, { ...range, kind: 'replay' }, await countDeliveries(sql, range, countedAtStart));
    });
  }

  @Route(recoverEndpoint)
  recover(
    @CurrentCaller() caller: Caller,
    @Req() request: FastifyRequest,
    @Input(recoverEndpoint) { params, body }: InputOf<typeof recoverEndpoint>,
  ): Promise<BulkOperation> {
    const { organization_id } = caller;
    return this.management.run(caller, idempotentRequest(request), async (sql) => {
      const endpoint = await loadEndpoint(sql, { organization_id, id: params.endpoint_id });
      if (!endpoint.active) {
        throw new ApiError(
          'endpoint_inactive',
          `webhook endpoint ${endpoint.id} is inactive; activate it, then recover`,
          { resource: 'webhook_endpoint', id: endpoint.id },
        );
      }
      const now = this.clock.now();
      const filter: BulkFilter = { endpoint_id: endpoint.id };
      const range = { organization_id, filter, ...positions('event', { ...body, now }) };
      return start(sql, now, { ...range, kind: 'recover' }, await countEvents(sql, range, countedAtStart));
    });
  }

  @Route(listBulkOperations)
  list(
    @CurrentCaller() { organization_id }: Caller,
    @Input(listBulkOperations) { query }: InputOf<typeof listBulkOperations>,
  ): Promise<OutputOf<typeof listBulkOperations>> {
    const { status, cursor, limit } = query;
    return guarded(async () => {
      const { rows } = await this.database.query<BulkOperationRow>(
        `SELECT * FROM bulk_operations WHERE organization_id = $1 AND ($2::text IS NULL OR status = $2)
            AND ($3::text IS NULL OR id < $3) ORDER BY id DESC LIMIT $4`,
        [organization_id, status ?? null, cursor ?? null, limit + 1],
      );
      const { data, next_cursor } = toPage(rows, limit);
      return { data: data.map(view), next_cursor };
    });
  }

  @Route(getBulkOperation)
  get(
    @CurrentCaller() caller: Caller,
    @Input(getBulkOperation) { params }: InputOf<typeof getBulkOperation>,
  ): Promise<BulkOperation> {
    return this.management.run(caller, undefined, async (sql) => ({
      body: view(await find(sql, caller, params.operation_id)),
    }));
  }

  @Route(cancelBulkOperation)
  cancel(
    @CurrentCaller() caller: Caller,
    @Req() request: FastifyRequest,
    @Input(cancelBulkOperation) { params }: InputOf<typeof cancelBulkOperation>,
  ): Promise<BulkOperation> {
    return this.management.run(caller, idempotentRequest(request), async (sql) => {
      const operation = await find(sql, caller, params.operation_id, 'FOR UPDATE');
      if (operation.status !== 'running') return { body: view(operation) };
      const { rows } = await sql.query<BulkOperationRow>(
        `UPDATE bulk_operations SET status = 'cancelled', completed_at = now() WHERE id = $1 RETURNING *`,
        [operation.id],
      );
      return { body: view(rows[0] ?? operation) };
    });
  }
}

/** Where the work begins, and its end: now at the latest. */
function positions(
  kind: IdKind,
  { since, until, now }: { since?: string | undefined; until?: string | undefined; now: Date },
): { position: string; bound: string } {
  const latest = firstIdAt(kind, now);
  const { first = firstIdAt(kind, new Date(0)), bound = latest } = idRange(kind, { since, until });
  return { position: first, bound: bound < latest ? bound : latest };
}

/** Ids that are looked at before the answer. Where there are more, dispatchers count them. */
const countedAtStart = 1_000;

type NewOperation = Pick<BulkOperationRow, 'organization_id' | 'kind' | 'filter' | 'position' | 'bound'>;

async function start(
  sql: Sql,
  now: Date,
  { organization_id, kind, filter, position, bound }: NewOperation,
  { matches, last, isLast }: CountedPart,
): Promise<CommandResult<BulkOperation>> {
  const { rows } = await sql.query<BulkOperationRow>(
    `INSERT INTO bulk_operations (id, organization_id, kind, status, filter, position, bound, total, counted, count_position)
     VALUES ($1, $2, $3, 'running', $4, $5, $6, $7, $8, $9) RETURNING *`,
    [
      newId('bulkOperation', now),
      organization_id,
      kind,
      JSON.stringify(filter),
      position,
      bound,
      isLast ? matches : null,
      matches,
      last ?? position,
    ],
  );
  const [row] = rows;
  if (!row) throw new Error('an inserted operation is returned');
  return { body: view(row) };
}

/** Locked only to be changed: dispatchers pass over a locked operation. */
async function find(
  sql: Sql,
  { organization_id }: Caller,
  id: string,
  lock: 'FOR UPDATE' | '' = '',
): Promise<BulkOperationRow> {
  const { rows } = isId('bulkOperation', id)
    ? await sql.query<BulkOperationRow>(
        `SELECT * FROM bulk_operations WHERE id = $1 AND organization_id = $2 ${lock}`,
        [id, organization_id],
      )
    : { rows: [] };
  const [row] = rows;
  if (!row) throw notFound.operation(id);
  return row;
}

function view(row: BulkOperationRow): BulkOperation {
  const { id, kind, status, total, processed, skipped, created_at, completed_at } = row;
  return {
    id,
    kind,
    status,
    total,
    processed,
    skipped,
    created_at: created_at.toISOString(),
    completed_at: completed_at?.toISOString() ?? null,
  };
}
