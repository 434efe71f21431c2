import { Controller, Inject, Req } from '@nestjs/common';
import { newId, sendTest, type DeliverySummary } from '@postrider/contracts';
import { evolveDelivery } from '@postrider/domain';
import { insertPublished, type DatabaseClock, type PublishedRecord, type Sql } from '@postrider/event-store';
import type { FastifyRequest } from 'fastify';
import { CurrentCaller, type Caller } from '../auth/caller.js';
import { deliveryView } from '../deliveries/delivery-view.js';
import { unknownType } from '../event-types/catalogue.js';
import { Catalogues } from '../event-types/catalogues.js';
import { validationFailed } from '../http/api-error.js';
import { Input, Route, type InputOf } from '../http/operation-route.js';
import { idempotentRequest } from '../idempotency/idempotency.js';
import { ManagementCommands, type CommandResult } from '../idempotency/management-commands.js';
import { schedule } from '../publish/schedule.js';
import { Enqueuer } from '../queues/enqueuer.js';
import { CLOCK } from '../tokens.js';
import { loadEndpoint } from './endpoint-store.js';

/** Sends an event type's example to one endpoint, whatever it subscribes to, active or not. */
@Controller()
export class TestEventController {
  constructor(
    private readonly management: ManagementCommands,
    private readonly enqueuer: Enqueuer,
    private readonly catalogues: Catalogues,
    @Inject(CLOCK) private readonly clock: DatabaseClock,
  ) {}

  @Route(sendTest)
  send(
    @CurrentCaller() caller: Caller,
    @Req() request: FastifyRequest,
    @Input(sendTest) { params, body }: InputOf<typeof sendTest>,
  ): Promise<DeliverySummary> {
    return this.management.run(caller, idempotentRequest(request), (sql) =>
      this.#schedule(sql, caller, params.endpoint_id, body.event_type),
    );
  }

  async #schedule(
    sql: Sql,
    { organization_id }: Caller,
    id: string,
    type: string,
  ): Promise<CommandResult<DeliverySummary>> {
    const known = (await this.catalogues.of(sql, organization_id)).find(type);
    if (!known) throw validationFailed([{ field: 'event_type', message: unknownType }]);
    const endpoint = await loadEndpoint(sql, { organization_id, id });
    const dataJson = JSON.stringify(known.definition.example);
    const now = this.clock.now();
    const event = { stream_id: newId('event', now), type, dataJson, field: 'data', test: true };
    const record: PublishedRecord = schedule(event, organization_id, [endpoint], now);
    await insertPublished(sql, [record]);
    const [scheduled] = record.scheduled;
    if (!scheduled) throw new Error('a test event has one delivery');
    return {
      body: deliveryView(evolveDelivery(undefined, scheduled)),
      afterCommit: () => {
        this.enqueuer.deliver([record]);
      },
    };
  }
}
