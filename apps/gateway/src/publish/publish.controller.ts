import { Controller, Inject, Req } from '@nestjs/common';
import { publishEvent, publishEvents, type OutputOf, type PublishedEvent, type Settings } from '@postrider/contracts';
import type { FastifyRequest } from 'fastify';
import { CurrentCaller, type Caller } from '../access/caller.js';
import { rawBody } from '../http/json-body.js';
import { Input, Route, type InputOf } from '../http/operation-route.js';
import { idempotentRequest } from '../idempotency/idempotency.js';
import { SETTINGS } from '../tokens.js';
import { newEvent, publishRequest } from './publish-request.js';
import { Publisher } from './publisher.js';
import { rawElements, rawMembers } from './raw-json.js';

@Controller()
export class PublishController {
  readonly #maxBytes: number;

  constructor(
    private readonly publisher: Publisher,
    @Inject(SETTINGS) settings: Settings,
  ) {
    this.#maxBytes = settings.POSTRIDER_EVENT_MAX_BYTES;
  }

  @Route(publishEvent)
  async publish(
    @CurrentCaller() caller: Caller,
    @Req() request: FastifyRequest,
    @Input(publishEvent) { body }: InputOf<typeof publishEvent>,
  ): Promise<PublishedEvent> {
    const event = newEvent(body, rawBody(request), { maxBytes: this.#maxBytes, field: 'data' });
    const [published] = await this.publisher.publish(publishRequest(caller, [event], idempotentRequest(request)));
    if (!published) throw new Error('an accepted call has an event');
    return published;
  }

  @Route(publishEvents)
  async publishBatch(
    @CurrentCaller() caller: Caller,
    @Req() request: FastifyRequest,
    @Input(publishEvents) { body }: InputOf<typeof publishEvents>,
  ): Promise<OutputOf<typeof publishEvents>> {
    const raw = rawElements(rawMembers(rawBody(request)).get('events') ?? '[]');
    const events = body.events.map((input, i) =>
      newEvent(input, raw[i] ?? '{}', { maxBytes: this.#maxBytes, field: `events.${String(i)}.data` }),
    );
    return { data: await this.publisher.publish(publishRequest(caller, events, idempotentRequest(request))) };
  }
}
