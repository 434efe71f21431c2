import { Controller } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import type { MessageOf } from '@postrider/contracts';
import { OnMessage } from '@postrider/queue';
import { Listeners } from './listeners.js';

@Controller()
export class ListenMessagesController {
  constructor(private readonly listeners: Listeners) {}

  @OnMessage('events.published')
  wake(@Payload() { organization_ids }: MessageOf<'events.published'>): void {
    this.listeners.wake(organization_ids);
  }

  @OnMessage('credential.revoked')
  endRevoked(@Payload() { organization_id }: MessageOf<'credential.revoked'>): Promise<void> {
    return this.listeners.endRevoked(organization_id);
  }
}
