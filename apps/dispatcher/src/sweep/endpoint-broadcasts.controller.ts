import { Controller, Inject, Logger } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import { broadcasts } from '@postrider/contracts';
import { PendingOfInactive } from './pending-of-inactive.js';

/** Receives the broadcasts of gateways. A lost message costs time, not correctness: the inactive sweep does the same work. */
@Controller()
export class EndpointBroadcastsController {
  readonly #logger = new Logger('broadcasts');

  constructor(@Inject(PendingOfInactive) private readonly pendingOfInactive: PendingOfInactive) {}

  @EventPattern(broadcasts.endpointDeactivated.pattern)
  async deactivated(@Payload() payload: unknown): Promise<void> {
    const message = broadcasts.endpointDeactivated.message.safeParse(payload);
    if (!message.success) return;
    try {
      await this.pendingOfInactive.failAllOf(message.data.endpoint_id);
    } catch (error) {
      this.#logger.warn(error, 'pending deliveries of a deactivated endpoint are left to the inactive sweep');
    }
  }
}
