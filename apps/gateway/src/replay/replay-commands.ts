import { Inject, Injectable } from '@nestjs/common';
import type { DeliverySummary } from '@postrider/contracts';
import { evolveDelivery, requestReplay, type DeliveryState } from '@postrider/domain';
import { record, recordDeliveries, VersionConflict, type DatabaseClock, type Sql } from '@postrider/event-store';
import type { Caller } from '../auth/caller.js';
import type { CommandResult } from '../commands/command-runner.js';
import { findDelivery } from '../deliveries/delivery-store.js';
import { deliveryView } from '../deliveries/delivery-view.js';
import { loadEndpoint } from '../endpoints/endpoint-store.js';
import { ApiError } from '../http/api-error.js';
import { Enqueuer } from '../queues/enqueuer.js';
import { CLOCK } from '../tokens.js';

@Injectable()
export class ReplayCommands {
  constructor(
    private readonly enqueuer: Enqueuer,
    @Inject(CLOCK) private readonly clock: DatabaseClock,
  ) {}

  async replay(sql: Sql, { organization_id }: Caller, id: string): Promise<CommandResult<DeliverySummary>> {
    const { endpoint_id } = await findDelivery(sql, organization_id, id);
    const endpoint = await loadEndpoint(sql, { organization_id, id: endpoint_id, deleted: true });
    // Read under the endpoint's lock, so that concurrent replays of one delivery run one after the other.
    const state = await findDelivery(sql, organization_id, id);
    const events = requestReplay(endpoint);
    if (!Array.isArray(events)) throw refused(events, endpoint.id);

    const stream = { stream_id: id, organization_id, expectedVersion: state.version };
    const recorded = record(stream, events, this.clock.now());
    const next = recorded.reduce<DeliveryState>(evolveDelivery, state);
    const moved = await recordDeliveries(sql, [{ expectedVersion: state.version, next, events: recorded }]);
    if (!moved.has(id)) throw new VersionConflict(`delivery ${id} has changed`);
    return {
      body: deliveryView(next),
      afterCommit: () => {
        this.enqueuer.enqueue([{ queue: 'replay', delivery_id: id, endpoint_id, attempt: next.attempt_count + 1 }]);
      },
    };
  }
}

function refused(reason: 'endpoint_deleted' | 'endpoint_inactive', id: string): ApiError {
  const message = {
    endpoint_deleted: `webhook endpoint ${id} is deleted; its deliveries cannot be replayed`,
    endpoint_inactive: `webhook endpoint ${id} is inactive; activate it, then replay`,
  }[reason];
  return new ApiError(reason, message, { resource: 'webhook_endpoint', id });
}
