import { Controller, Inject, Req, Res } from '@nestjs/common';
import { isId, listenToEvents, type Settings } from '@postrider/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CurrentCaller, type Caller } from '../auth/caller.js';
import { validationFailed } from '../http/api-error.js';
import { Input, Route, type InputOf } from '../http/operation-route.js';
import { SETTINGS } from '../tokens.js';
import { Listeners } from './listeners.js';
import { ServerSentEvents } from '../sse/server-sent-events.js';

@Controller()
export class ListenController {
  constructor(
    private readonly listeners: Listeners,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  @Route(listenToEvents)
  async listen(
    @CurrentCaller() { organization_id, credential }: Caller,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Input(listenToEvents) { query }: InputOf<typeof listenToEvents>,
  ): Promise<void> {
    const { event_types, endpoint_id = null } = query;
    const lastEventId = resumePoint(request);
    if (request.method === 'HEAD') {
      void reply.type('text/event-stream').send();
      return;
    }
    const connect = (): ServerSentEvents => {
      reply.hijack();
      return new ServerSentEvents(reply.raw, this.settings.POSTRIDER_LISTEN_STALL_MS);
    };
    const audience = { organization_id, credential, event_types, endpoint_id };
    await this.listeners.admit(audience, lastEventId, connect, reply.getHeaders());
  }
}

/** Empty is what a client sends that has got nothing yet. */
function resumePoint({ headers }: FastifyRequest): string | undefined {
  const id = headers['last-event-id'];
  if (id === undefined || id === '') return undefined;
  if (typeof id === 'string' && isId('event', id)) return id;
  throw validationFailed([{ field: 'Last-Event-ID', message: 'expected the id of a message of this stream' }]);
}
