import { Controller } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import type { MessageOf } from '@postrider/contracts';
import { OnMessage } from '@postrider/queue';
import { LiveConnections } from './live-connections.js';

@Controller()
export class LiveMessagesController {
  constructor(private readonly connections: LiveConnections) {}

  @OnMessage('events.published', 'deliveries.recorded', 'organization.changed')
  wake(@Payload() { organization_ids }: MessageOf<'organization.changed'>): void {
    this.connections.wake(organization_ids);
  }

  @OnMessage('credential.revoked')
  endRevoked(@Payload() { organization_id }: MessageOf<'credential.revoked'>): Promise<void> {
    return this.connections.endRevoked(organization_id);
  }
}
