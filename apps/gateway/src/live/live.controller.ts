import { Controller, Res } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import { watchChanges, type MessageOf } from '@postrider/contracts';
import { OnMessage } from '@postrider/queue';
import type { FastifyReply } from 'fastify';
import { Input, Route, type InputOf } from '../http/operation-route.js';
import { sendSseHead } from '../sse/sse-connection.js';
import { LiveConnections } from './live-connections.js';

@Controller()
export class LiveController {
  constructor(private readonly connections: LiveConnections) {}

  @Route(watchChanges)
  async watch(@Input() { request, caller }: InputOf<typeof watchChanges>, @Res() reply: FastifyReply): Promise<void> {
    if (request.method === 'HEAD') sendSseHead(reply);
    else await this.connections.open(caller, reply);
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
