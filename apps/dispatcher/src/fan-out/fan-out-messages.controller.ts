import { Controller, Inject } from '@nestjs/common';
import { OnMessage } from '@postrider/queue';
import { FanOutRunner } from './fan-out-runner.js';

@Controller()
export class FanOutMessagesController {
  constructor(@Inject(FanOutRunner) private readonly runner: FanOutRunner) {}

  @OnMessage('fan_out.committed')
  committed(): void {
    this.runner.wake();
  }
}
