import { Controller, Inject, Logger } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import type { MessageOf } from '@postrider/contracts';
import { OnMessage } from '@postrider/queue';
import { PendingOfInactive } from './pending-of-inactive.js';

@Controller()
export class EndpointMessagesController {
  readonly #logger = new Logger('messages');

  constructor(@Inject(PendingOfInactive) private readonly pendingOfInactive: PendingOfInactive) {}

  @OnMessage('endpoint.changed')
  async changed(@Payload() { endpoint_id, active }: MessageOf<'endpoint.changed'>): Promise<void> {
    if (active) return;
    try {
      await this.pendingOfInactive.failAllOf(endpoint_id);
    } catch (error) {
      this.#logger.warn(error, 'pending deliveries of a deactivated endpoint are left to the inactive sweep');
    }
  }
}
