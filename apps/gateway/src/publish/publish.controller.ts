import { Controller, Inject, Req } from '@nestjs/common';
import { publishEvent, publishEvents, type OutputOf, type PublishedEvent, type Settings } from '@postrider/contracts';
import type { DatabaseClock } from '@postrider/event-store';
import type { FastifyRequest } from 'fastify';
import { CurrentCaller, type Caller } from '../access/caller.js';
import { rawBody } from '../http/json-body.js';
import { Input, Route, type InputOf } from '../http/operation-route.js';
import { idempotentRequest } from '../idempotency/idempotency.js';
import { CLOCK, SETTINGS } from '../tokens.js';
import { ByteBudget } from './byte-budget.js';
import { newEvent, publishRequest } from './publish-request.js';
import { Publisher } from './publisher.js';
import { rawElements, rawMembers } from './raw-json.js';
import type { NewEvent } from './schedule.js';

@Controller()
export class PublishController {
  readonly #maxBytes: number;
  readonly #underWay: ByteBudget;

  constructor(
    private readonly publisher: Publisher,
    @Inject(SETTINGS) settings: Settings,
    @Inject(CLOCK) private readonly clock: DatabaseClock,
  ) {
    this.#maxBytes = settings.POSTRIDER_EVENT_MAX_BYTES;
    this.#underWay = new ByteBudget(settings.POSTRIDER_PUBLISH_WAITING_BYTES);
  }

  @Route(publishEvent)
  async publish(
    @CurrentCaller() caller: Caller,
    @Req() request: FastifyRequest,
    @Input(publishEvent) { body }: InputOf<typeof publishEvent>,
  ): Promise<PublishedEvent> {
    const event = newEvent(body, rawBody(request), {
      maxBytes: this.#maxBytes,
      field: 'data',
      now: this.clock.now(),
    });
    const [published] = await this.#publish(caller, request, [event]);
    if (!published) throw new Error('an accepted call has an event');
    return published;
  }

  @Route(publishEvents)
  async publishBatch(
    @CurrentCaller() caller: Caller,
    @Req() request: FastifyRequest,
    @Input(publishEvents) { body }: InputOf<typeof publishEvents>,
  ): Promise<OutputOf<typeof publishEvents>> {
    const now = this.clock.now();
    const raw = rawElements(rawMembers(rawBody(request)).get('events') ?? '[]');
    const events = body.events.map((input, i) =>
      newEvent(input, raw[i] ?? '{}', { maxBytes: this.#maxBytes, field: `events.${String(i)}.data`, now }),
    );
    return { data: await this.#publish(caller, request, events) };
  }

  #publish(caller: Caller, request: FastifyRequest, events: readonly NewEvent[]): Promise<PublishedEvent[]> {
    const producer = { organization_id: caller.organization_id, key_id: caller.credential };
    const call = publishRequest(producer, events, idempotentRequest(request));
    return this.#underWay.hold(Buffer.byteLength(rawBody(request)), () => this.publisher.publish(call));
  }
}
