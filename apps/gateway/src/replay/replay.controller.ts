import { Controller, Req } from '@nestjs/common';
import { replayDelivery, type DeliverySummary } from '@postrider/contracts';
import type { FastifyRequest } from 'fastify';
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
  replay(
    @Req() request: FastifyRequest,
    @Input(replayDelivery) { params }: InputOf<typeof replayDelivery>,
  ): Promise<DeliverySummary> {
    return this.runner.run(request, (sql, caller) => this.commands.replay(sql, caller, params.delivery_id));
  }
}
