import { Inject, Injectable } from '@nestjs/common';
import { deliveryView, nextJob, requestReplay } from '@postrider/domain';
import {
  changeDelivery,
  deliveryStore,
  loadOwnersOfEndpoints,
  type DatabaseClock,
  type Sql,
} from '@postrider/event-store';
import type { Caller } from '../http/caller.js';
import { findDelivery } from '../deliveries/delivery-store.js';
import { loadEndpoint } from '../endpoints/endpoint-store.js';
import { ApiError, notFound } from '../http/api-error.js';
import { Enqueuer } from '../queues/enqueuer.js';
import { CLOCK } from '../tokens.js';

@Injectable()
export class ReplayCommands {
  constructor(
    private readonly enqueuer: Enqueuer,
    @Inject(CLOCK) private readonly clock: DatabaseClock,
  ) {}

  async replay(sql: Sql, { organization_id, actor }: Caller, id: string) {
    const { endpoint_id } = await findDelivery(sql, organization_id, id);
    const endpoint = await loadEndpoint(sql, { organization_id, id: endpoint_id, deleted: true });
    const change = await changeDelivery(
      deliveryStore(sql, actor),
      { id, endpoint_id },
      () => requestReplay(endpoint),
      () => this.clock.now(),
    );
    if ('refused' in change) throw refused(change.refused, id, endpoint_id);
    const { next } = change;
    return {
      body: deliveryView(next, (await loadOwnersOfEndpoints(sql, [endpoint_id])).get(endpoint_id)),
      afterCommit: () => {
        this.enqueuer.enqueue([nextJob(next)]);
      },
    };
  }
}

function refused(
  reason: 'not_found' | 'endpoint_deleted' | 'endpoint_inactive',
  delivery_id: string,
  endpoint_id: string,
): ApiError {
  if (reason === 'not_found') return notFound.delivery(delivery_id);
  const message = {
    endpoint_deleted: `webhook endpoint ${endpoint_id} is deleted; its deliveries cannot be replayed`,
    endpoint_inactive: `webhook endpoint ${endpoint_id} is inactive; activate it, then replay`,
  }[reason];
  return new ApiError(reason, message, { resource: 'webhook_endpoint', id: endpoint_id });
}
