import { Controller } from '@nestjs/common';
import { replayDelivery } from '@postrider/contracts';
import { CommandRunner } from '../commands/command-runner.js';
import { Input, Route, type InputOf } from '../http/operation-route.js';
import { ReplayCommands } from './replay-commands.js';

@Controller()
export class ReplayController {
  constructor(
    private readonly runner: CommandRunner,
    private readonly commands: ReplayCommands,
  ) {}

  @Route(replayDelivery)
  replay(@Input() { request, params }: InputOf<typeof replayDelivery>) {
    return this.runner.run(request, (sql, caller) => this.commands.replay(sql, caller, params.delivery_id));
  }
}
