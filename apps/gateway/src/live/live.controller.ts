import { Controller, Inject, Req, Res } from '@nestjs/common';
import { watchChanges, type Settings } from '@postrider/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CurrentCaller, type Caller } from '../auth/caller.js';
import { Input, Route, type InputOf } from '../http/operation-route.js';
import { ServerSentEvents } from '../sse/server-sent-events.js';
import { SETTINGS } from '../tokens.js';
import { LiveStreams } from './live-streams.js';

@Controller()
export class LiveController {
  constructor(
    private readonly streams: LiveStreams,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  @Route(watchChanges)
  async watch(
    @CurrentCaller() caller: Caller,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Input(watchChanges) _input: InputOf<typeof watchChanges>,
  ): Promise<void> {
    if (request.method === 'HEAD') {
      void reply.type('text/event-stream').send();
      return;
    }
    const connect = (): ServerSentEvents => {
      reply.hijack();
      return new ServerSentEvents(reply.raw, this.settings.POSTRIDER_LISTEN_STALL_MS);
    };
    await this.streams.admit(caller, connect, reply.getHeaders());
  }
}
