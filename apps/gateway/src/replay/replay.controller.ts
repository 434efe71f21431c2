import { Controller, Inject, Req } from '@nestjs/common';
import { isId, replayDelivery, type DeliverySummary } from '@postrider/contracts';
import { evolveDelivery, requestReplay, type DeliveryState } from '@postrider/domain';
import { record, recordDeliveries, VersionConflict, type DatabaseClock, type Sql } from '@postrider/event-store';
import type { FastifyRequest } from 'fastify';
import { CurrentCaller, type Caller } from '../auth/caller.js';
import { deliveryView } from '../deliveries/delivery-view.js';
import { loadEndpoint } from '../endpoints/endpoint-store.js';
import { ApiError, notFound } from '../http/api-error.js';
import { Input, Route, type InputOf } from '../http/operation-route.js';
import { idempotentRequest } from '../idempotency/idempotency.js';
import { ManagementCommands, type CommandResult } from '../idempotency/management-commands.js';
import { Enqueuer } from '../queues/enqueuer.js';
import { CLOCK } from '../tokens.js';

@Controller()
export class ReplayController {
  constructor(
    private readonly management: ManagementCommands,
    private readonly enqueuer: Enqueuer,
    @Inject(CLOCK) private readonly clock: DatabaseClock,
  ) {}

  @Route(replayDelivery)
  replay(
    @CurrentCaller() caller: Caller,
    @Req() request: FastifyRequest,
    @Input(replayDelivery) { params }: InputOf<typeof replayDelivery>,
  ): Promise<DeliverySummary> {
    return this.management.run(caller, idempotentRequest(request), (sql) =>
      this.#replay(sql, caller, params.delivery_id),
    );
  }

  async #replay(sql: Sql, { organization_id }: Caller, id: string): Promise<CommandResult<DeliverySummary>> {
    const { endpoint_id } = await findDelivery(sql, organization_id, id);
    const endpoint = await loadEndpoint(sql, { organization_id, id: endpoint_id, deleted: true });
    // Read behind the endpoint's lock: replays at the same moment come one after the other.
    const state = await findDelivery(sql, organization_id, id);
    const events = requestReplay(endpoint);
    if (!Array.isArray(events)) throw refused(events, endpoint.id);

    const stream = { stream_id: id, organization_id, expectedVersion: state.version };
    const recorded = record(stream, events, this.clock.now());
    const next = recorded.reduce<DeliveryState>(evolveDelivery, state);
    const moved = await recordDeliveries(sql, [{ expectedVersion: state.version, next, events: recorded }]);
    if (!moved.has(id)) throw new VersionConflict(`delivery ${id} has moved on`);
    return {
      body: deliveryView(next),
      afterCommit: () => {
        this.enqueuer.enqueue([{ queue: 'replay', delivery_id: id, endpoint_id, attempt: next.attempt_count + 1 }]);
      },
    };
  }
}

async function findDelivery(sql: Sql, organizationId: string, id: string): Promise<DeliveryState> {
  const { rows } = isId('delivery', id)
    ? await sql.query<DeliveryState>('SELECT * FROM deliveries WHERE id = $1 AND organization_id = $2', [
        id,
        organizationId,
      ])
    : { rows: [] };
  const [state] = rows;
  if (!state) throw notFound.delivery(id);
  return state;
}

function refused(reason: 'endpoint_deleted' | 'endpoint_inactive', id: string): ApiError {
  const message = {
    endpoint_deleted: `webhook endpoint ${id} is deleted; its deliveries cannot be replayed`,
    endpoint_inactive: `webhook endpoint ${id} is inactive; activate it, then replay`,
  }[reason];
  return new ApiError(reason, message, { resource: 'webhook_endpoint', id });
}
