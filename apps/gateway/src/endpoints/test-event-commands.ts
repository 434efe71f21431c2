import { Inject, Injectable } from '@nestjs/common';
import { newId, type BodyOf, type sendTest, type Settings } from '@postrider/contracts';
import { deliveryView, evolveDelivery } from '@postrider/domain';
import { insertPublished, type DatabaseClock, type Sql } from '@postrider/event-store';
import { MessageEmitters } from '@postrider/queue';
import { loadCustomer } from '../customers/customer-store.js';
import { unknownType } from '../event-types/catalogue.js';
import { Catalogues } from '../event-types/catalogues.js';
import { validationFailed } from '../http/api-error.js';
import type { Caller } from '../http/caller.js';
import { EventCheck, refusal } from '../publish/event-check.js';
import { newEvent } from '../publish/publish-request.js';
import type { NewEvent } from '../publish/new-event.js';
import { schedule } from '../publish/schedule.js';
import { Enqueuer } from '../queues/enqueuer.js';
import { loadSearchablePaths } from '../searchable-paths/searchable-path-store.js';
import { CLOCK, SETTINGS } from '../tokens.js';
import { loadEndpoint } from './endpoint-store.js';

@Injectable()
export class TestEventCommands {
  readonly #maxBytes: number;
  readonly #announceEvents: (organizationIds: Iterable<string>) => void;

  constructor(
    @Inject(SETTINGS) settings: Pick<Settings, 'publish'>,
    @Inject(CLOCK) private readonly clock: DatabaseClock,
    private readonly catalogues: Catalogues,
    private readonly check: EventCheck,
    private readonly enqueuer: Enqueuer,
    emitters: MessageEmitters,
  ) {
    this.#maxBytes = settings.publish.eventMaxBytes;
    this.#announceEvents = emitters.batchedEmitter('events.published');
  }

  /**
   * Publishes a test event to one endpoint, whether or not it is active or subscribes to the type: the type's example, or
   * the call's own data. `rawJson` is the text of the body.
   */
  async send(sql: Sql, caller: Caller, id: string, body: BodyOf<typeof sendTest>, rawJson: string) {
    const { organization_id } = caller;
    const now = this.clock.now();
    const event = await this.#event(sql, caller, body, rawJson, now);
    const endpoint = await loadEndpoint(sql, { organization_id, id });
    const searchablePaths = await loadSearchablePaths(sql, organization_id);
    const { customer_id } = endpoint;
    const customer = customer_id === null ? undefined : await loadCustomer(sql, { organization_id, id: customer_id });
    const context = { organization_id, searchablePaths, customer, occurred_at: now };
    const record = schedule(event, [endpoint], context);
    await insertPublished(sql, [record], [], caller.actor);
    const [scheduled] = record.scheduled;
    if (!scheduled) throw new Error('a test event has one delivery');
    return {
      body: deliveryView(evolveDelivery(undefined, scheduled), customer),
      afterCommit: () => {
        this.enqueuer.enqueueDeliveries([record]);
        this.#announceEvents([organization_id]);
      },
    };
  }

  async #event(
    sql: Sql,
    caller: Caller,
    { event_type: type, data }: BodyOf<typeof sendTest>,
    rawJson: string,
    now: Date,
  ): Promise<NewEvent> {
    const catalogue = await this.catalogues.visibleTo(caller, sql);
    const known = catalogue.find(type);
    if (!known) throw validationFailed([{ field: 'event_type', message: unknownType }]);
    if (data === undefined) {
      const dataJson = JSON.stringify(known.definition.example);
      return { stream_id: newId('event', now), type, dataJson, field: 'data', test: true };
    }
    const given = newEvent({ type, data }, rawJson, { maxBytes: this.#maxBytes, field: 'data', now });
    const refused = refusal([given], await this.check.problemsOf([given], catalogue));
    if (refused) throw refused;
    return { ...given, test: true };
  }
}
