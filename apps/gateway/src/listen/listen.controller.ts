import { Controller, Inject, Res } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import { isId, listenToEvents, type MessageOf } from '@postrider/contracts';
import type { Database } from '@postrider/event-store';
import { OnMessage } from '@postrider/queue';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { findCustomerId } from '../customers/customer-store.js';
import { notFound, validationFailed } from '../http/api-error.js';
import type { Caller } from '../http/caller.js';
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
    const { event_types, endpoint_id = null } = query;
    const customer_id = await this.#customerId(caller, query.customer);
    const lastEventId = lastEventIdOf(request);
    if (request.method === 'HEAD') sendSseHead(reply);
    else await this.listeners.open({ ...caller, event_types, endpoint_id, customer_id }, lastEventId, reply);
  }

  async #customerId({ organization_id }: Caller, reference: string | undefined): Promise<string | null> {
    if (reference === undefined) return null;
    const id = await findCustomerId(this.database, { organization_id, reference });
    if (id === undefined) throw notFound.customer(reference);
    return id;
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
