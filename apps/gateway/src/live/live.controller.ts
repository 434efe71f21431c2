import { Controller, Inject, Res } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import { watchChanges, type MessageOf } from '@postrider/contracts';
import type { Database } from '@postrider/event-store';
import { OnMessage } from '@postrider/queue';
import type { FastifyReply } from 'fastify';
import { requireCustomerId } from '../customers/customer-store.js';
import { Input, Route, type InputOf } from '../http/operation-route.js';
import { sendSseHead } from '../sse/sse-connection.js';
import { DATABASE } from '../tokens.js';
import { LiveConnections } from './live-connections.js';

@Controller()
export class LiveController {
  constructor(
    private readonly connections: LiveConnections,
    @Inject(DATABASE) private readonly database: Database,
  ) {}

  @Route(watchChanges)
  async watch(
    @Input() { request, caller, query }: InputOf<typeof watchChanges>,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { organization_id } = caller;
    const { customer: reference } = query;
    const customer_id =
      reference === undefined ? undefined : await requireCustomerId(this.database, { organization_id, reference });
    if (request.method === 'HEAD') sendSseHead(reply);
    else await this.connections.open({ ...caller, customer_id }, reply);
  }

  @OnMessage('events.published', 'deliveries.recorded', 'organization.changed')
  wake(@Payload() { organization_ids }: MessageOf<'organization.changed'>): void {
    this.connections.wake(organization_ids);
  }

  @OnMessage('credential.revoked')
  endRevoked(@Payload() { organization_id }: MessageOf<'credential.revoked'>): Promise<void> {
    return this.connections.endRevoked(organization_id);
  }
}
