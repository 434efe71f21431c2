import { Controller, Req, Res } from '@nestjs/common';
import { isId, listenToEvents } from '@postrider/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CurrentCaller, type Caller } from '../auth/caller.js';
import { validationFailed } from '../http/api-error.js';
import { Input, Route, type InputOf } from '../http/operation-route.js';
import { sendSseHead } from '../sse/sse-connection.js';
import { Listeners } from './listeners.js';

@Controller()
export class ListenController {
  constructor(private readonly listeners: Listeners) {}

  @Route(listenToEvents)
  async listen(
    @CurrentCaller() { organization_id, credential }: Caller,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Input(listenToEvents) { query }: InputOf<typeof listenToEvents>,
  ): Promise<void> {
    const { event_types, endpoint_id = null } = query;
    const lastEventId = lastEventIdOf(request);
    if (request.method === 'HEAD') sendSseHead(reply);
    else await this.listeners.open({ organization_id, credential, event_types, endpoint_id }, lastEventId, reply);
  }
}

/** A client that has received nothing may send an empty header. */
function lastEventIdOf({ headers }: FastifyRequest): string | undefined {
  const id = headers['last-event-id'];
  if (id === undefined || id === '') return undefined;
  if (typeof id === 'string' && isId('event', id)) return id;
  throw validationFailed([{ field: 'Last-Event-ID', message: 'expected the id of a message of this stream' }]);
}
