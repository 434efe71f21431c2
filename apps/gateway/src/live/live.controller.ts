import { Controller, Req, Res } from '@nestjs/common';
import { watchChanges } from '@postrider/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CurrentCaller, type Caller } from '../auth/caller.js';
import { Input, Route, type InputOf } from '../http/operation-route.js';
import { sendSseHead } from '../sse/sse-connection.js';
import { LiveConnections } from './live-connections.js';

@Controller()
export class LiveController {
  constructor(private readonly connections: LiveConnections) {}

  @Route(watchChanges)
  async watch(
    @CurrentCaller() caller: Caller,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Input(watchChanges) _input: InputOf<typeof watchChanges>,
  ): Promise<void> {
    if (request.method === 'HEAD') sendSseHead(reply);
    else await this.connections.open(caller, reply);
  }
}
