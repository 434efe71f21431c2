import { Inject, Injectable } from '@nestjs/common';
import { newId } from '@postrider/contracts';
import { evolveDelivery } from '@postrider/domain';
import { insertPublished, type DatabaseClock, type PublishedRecord, type Sql } from '@postrider/event-store';
import { MessageEmitters } from '@postrider/queue';
import type { Caller } from '../http/caller.js';
import { deliveryView } from '../deliveries/delivery-view.js';
import { unknownType } from '../event-types/catalogue.js';
import { Catalogues } from '../event-types/catalogues.js';
import { validationFailed } from '../http/api-error.js';
import { schedule } from '../publish/schedule.js';
import { Enqueuer } from '../queues/enqueuer.js';
import { CLOCK } from '../tokens.js';
import { loadEndpoint } from './endpoint-store.js';

@Injectable()
export class TestEventCommands {
  readonly #announceEvents: (organizationIds: Iterable<string>) => void;

  constructor(
    private readonly enqueuer: Enqueuer,
    private readonly catalogues: Catalogues,
    @Inject(CLOCK) private readonly clock: DatabaseClock,
    emitters: MessageEmitters,
  ) {
    this.#announceEvents = emitters.batchedEmitter('events.published');
  }

  /** Publishes the example of an event type to one endpoint, whether or not it is active or subscribes to the type. */
  async send(sql: Sql, { organization_id }: Caller, id: string, type: string) {
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
        this.enqueuer.enqueueDeliveries([record]);
        this.#announceEvents([organization_id]);
      },
    };
  }
}
