import { Controller, Inject, Res } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import { isId, listenToEvents, type MessageOf } from '@postrider/contracts';
import type { Database } from '@postrider/event-store';
import { OnMessage } from '@postrider/queue';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { requireCustomerId } from '../customers/customer-store.js';
import { validationFailed } from '../http/api-error.js';
import { Input, Route, type InputOf } from '../http/operation-route.js';
import { sendSseHead } from '../sse/sse-connection.js';
import { DATABASE } from '../tokens.js';
import { Listeners } from './listeners.js';

@Controller()
export class ListenController {
  constructor(
    private readonly listeners: Listeners,
    @Inject(DATABASE) private readonly database: Database,
  ) {}

  @Route(listenToEvents)
  async listen(
    @Input() { request, caller, query }: InputOf<typeof listenToEvents>,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { event_types, endpoint_id = null, customer: reference } = query;
    const { organization_id } = caller;
    const customer_id =
      reference === undefined ? null : await requireCustomerId(this.database, { organization_id, reference });
    const lastEventId = lastEventIdOf(request);
    if (request.method === 'HEAD') sendSseHead(reply);
    else await this.listeners.open({ ...caller, event_types, endpoint_id, customer_id }, lastEventId, reply);
  }

  @OnMessage('events.published')
  wake(@Payload() { organization_ids }: MessageOf<'events.published'>): void {
    this.listeners.wake(organization_ids);
  }

  @OnMessage('credential.revoked')
  endRevoked(@Payload() { organization_id }: MessageOf<'credential.revoked'>): Promise<void> {
    return this.listeners.endRevoked(organization_id);
  }
}

/** A client that has received nothing may send an empty header. */
function lastEventIdOf({ headers }: FastifyRequest): string | undefined {
  const id = headers['last-event-id'];
  if (id === undefined || id === '') return undefined;
  if (typeof id === 'string' && isId('event', id)) return id;
  throw validationFailed([{ field: 'Last-Event-ID', message: 'expected the id of a message of this stream' }]);
}
