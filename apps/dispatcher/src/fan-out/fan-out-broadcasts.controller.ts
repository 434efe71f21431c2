import { Controller, Inject } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import { broadcasts } from '@postrider/contracts';
import { FanOutRunner } from './fan-out-runner.js';

/** A lost message costs a second, not correctness: the runner polls by itself. */
@Controller()
export class FanOutBroadcastsController {
  constructor(@Inject(FanOutRunner) private readonly runner: FanOutRunner) {}

  @EventPattern(broadcasts.fanOutCommitted.pattern)
  committed(@Payload() _payload: unknown): void {
    this.runner.wake();
  }
}
