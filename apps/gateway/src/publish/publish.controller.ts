import { setTimeout as sleep } from 'node:timers/promises';
import { Controller, Header, Inject, Res } from '@nestjs/common';
import { publishEvent, publishEvents, type Settings } from '@postrider/contracts';
import { parseTraceparent } from '@postrider/domain';
import type { DatabaseClock } from '@postrider/event-store';
import { Tracing, type SpanOptions } from '@postrider/process';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Caller } from '../http/caller.js';
import { toApiError } from '../http/error-filter.js';
import { Input, Route, type InputOf } from '../http/operation-route.js';
import { idempotentRequest } from '../commands/idempotency.js';
import { CLOCK, SETTINGS } from '../tokens.js';
import { ByteBudget, type BytePermit } from './byte-budget.js';
import { deliveryCount, publishedJson } from './published.js';
import { RefusalPace } from './refusal-pace.js';
import { newEvent, publishRequest, type PublishRequest } from './publish-request.js';
import { Publisher } from './publisher.js';
import { rawElements, rawMembers } from '../http/raw-json.js';
import type { NewEvent } from './new-event.js';

/** The size of one delivery in a response. */
const deliveryBytes = 100;
/** The bytes of a larger response stay acquired until the client has read it, at most `responseMs`. */
const largeResponseBytes = 64 * 1_024;
const responseMs = 60_000;

@Controller()
export class PublishController {
  readonly #maxBytes: number;
  readonly #budget: ByteBudget;
  readonly #refusals: RefusalPace;

  constructor(
    private readonly publisher: Publisher,
    @Inject(SETTINGS) settings: Pick<Settings, 'publish'>,
    @Inject(CLOCK) private readonly clock: DatabaseClock,
    private readonly tracing: Tracing,
  ) {
    this.#maxBytes = settings.publish.eventMaxBytes;
    const { refusalDelayMs: leastMs, refusalDelayMaxMs: mostMs } = settings.publish;
    this.#refusals = new RefusalPace({ leastMs, mostMs });
    this.#budget = new ByteBudget(settings.publish.waitingMaxBytes, settings.publish.organizationShare);
  }

  @Route(publishEvent)
  @Header('content-type', 'application/json; charset=utf-8')
  async publish(
    @Input() { request, caller, body }: InputOf<typeof publishEvent>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const event = newEvent(body, request.rawJson, { maxBytes: this.#maxBytes, field: 'data', now: this.clock.now() });
    const [published] = await this.#publish(caller, request, reply, [event]);
    if (published === undefined) throw new Error('the response has no event');
    return published;
  }

  @Route(publishEvents)
  @Header('content-type', 'application/json; charset=utf-8')
  async publishBatch(
    @Input() { request, caller, body }: InputOf<typeof publishEvents>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const now = this.clock.now();
    const raw = rawElements(rawMembers(request.rawJson).get('events') ?? '[]');
    const events = body.events.map((input, i) =>
      newEvent(input, raw[i] ?? '{}', { maxBytes: this.#maxBytes, field: `events.${String(i)}.data`, now }),
    );
    return `{"data":[${(await this.#publish(caller, request, reply, events)).join(',')}]}`;
  }

  /** The JSON of each event. A caller above its limit waits for its refusal, so that a flood of calls takes no CPU from others. */
  async #publish(
    caller: Caller,
    request: FastifyRequest,
    reply: FastifyReply,
    events: readonly NewEvent[],
  ): Promise<string[]> {
    try {
      return await this.#commit(caller, request, reply, events);
    } catch (error) {
      if (toApiError(error, request).code === 'publish_limited') {
        // What waits must not keep its events in memory.
        request.body = undefined;
        request.rawJson = '';
        await sleep(this.#refusals.next(`${caller.organization_id} ${events[0]?.customer ?? ''}`));
      }
      throw error;
    }
  }

  async #commit(
    caller: Caller,
    request: FastifyRequest,
    reply: FastifyReply,
    events: readonly NewEvent[],
  ): Promise<string[]> {
    const producer = { organization_id: caller.organization_id, key_id: caller.credential };
    const call = publishRequest(producer, events, idempotentRequest(request));
    this.publisher.requireLimits(call);
    const bodyBytes = Buffer.byteLength(request.rawJson);
    const estimated = bodyBytes + this.publisher.estimatedDeliveries(call) * deliveryBytes;
    const permit = this.#budget.acquire(caller.organization_id, estimated);
    try {
      const parent = parseTraceparent(request.headers.traceparent);
      const span = this.tracing.isEnabled ? spanOf(call, request, reply) : {};
      const published = await this.tracing.run('publish', { ...span, parent }, (traceparent) =>
        this.publisher.publish({ ...call, traceparent }),
      );
      const responseBytes = deliveryCount(published) * deliveryBytes;
      permit.resize(bodyBytes + responseBytes);
      const texts = await publishedJson(published);
      if (responseBytes > largeResponseBytes) releaseWhenRead(permit, reply);
      else permit.release();
      return texts;
    } catch (error) {
      permit.release();
      throw error;
    }
  }
}

/** The span begins with the request. Of a call that is refused before it reaches the publisher, there is none. */
function spanOf(
  { caller, events }: PublishRequest,
  { routeOptions }: FastifyRequest,
  reply: FastifyReply,
): SpanOptions {
  return {
    kind: 'server',
    startedAt: new Date(Date.now() - reply.elapsedTime),
    attributes: {
      'http.request.method': 'POST',
      'http.route': routeOptions.url,
      'postrider.organization_id': caller.organization_id,
      'messaging.batch.message_count': events.length,
    },
  };
}

function releaseWhenRead(permit: BytePermit, { raw }: FastifyReply): void {
  if (raw.destroyed) {
    permit.release();
    return;
  }
  const deadline = setTimeout(() => {
    permit.release();
    raw.destroy();
  }, responseMs);
  deadline.unref();
  raw.once('close', () => {
    clearTimeout(deadline);
    permit.release();
  });
}
