import { Controller, Get, Inject, Res } from '@nestjs/common';
import type { ClockCheck } from '@postrider/event-store';
import type { FastifyReply } from 'fastify';
import { CLOCK_CHECK } from '../tokens.js';
import { Workers } from '../worker/workers.js';
import { Readiness } from './readiness.js';

/** Liveness: does the process make progress? Readiness: can it do its work now? */
@Controller('health')
export class HealthController {
  constructor(
    @Inject(Workers) private readonly workers: Workers,
    @Inject(Readiness) private readonly readiness: Readiness,
    @Inject(CLOCK_CHECK) private readonly clockCheck: ClockCheck,
  ) {}

  /** Asks no server. Responds 503 if a queue has waiting jobs while its worker is idle: a restart is needed. */
  @Get('live')
  async live(@Res() reply: FastifyReply): Promise<void> {
    const { stuck } = this.workers;
    await reply.status(stuck.length === 0 ? 200 : 503).send({ status: stuck.length === 0 ? 'ok' : 'stuck', stuck });
  }

  /** Responds 503 unless attempts can be made and recorded now. */
  @Get('ready')
  async ready(@Res() reply: FastifyReply): Promise<void> {
    const { isReady, states } = await this.readiness.check();
    const status = isReady ? 'ok' : 'unavailable';
    const clock = this.clockCheck.problem() ?? 'ok';
    await reply.status(isReady ? 200 : 503).send({ status, ...states, clock });
  }
}
