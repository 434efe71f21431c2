import { Controller, Get, Inject, Res } from '@nestjs/common';
import type { ClockCheck } from '@postrider/event-store';
import type { FastifyReply } from 'fastify';
import { CLOCK_CHECK } from '../tokens.js';
import { Drain } from './drain.js';
import { Readiness } from './readiness.js';

/** For orchestrators: liveness and readiness. */
@Controller('health')
export class HealthController {
  constructor(
    private readonly readiness: Readiness,
    @Inject(CLOCK_CHECK) private readonly clockCheck: ClockCheck,
    private readonly drain: Drain,
  ) {}

  @Get('live')
  live(): { status: 'ok' } {
    return { status: 'ok' };
  }

  /** 503 unless events can be stored with correct times. Without Redis the gateway is ready but degraded. */
  @Get('ready')
  async ready(@Res() reply: FastifyReply): Promise<void> {
    if (this.drain.hasBegun) {
      await reply.status(503).send({ status: 'draining' });
      return;
    }
    const { isReady, states } = await this.readiness.check();
    const status = !isReady ? 'unavailable' : states.redis !== 'up' ? 'degraded' : 'ok';
    const clock = this.clockCheck.problem() ?? 'ok';
    await reply.status(isReady ? 200 : 503).send({ status, ...states, clock });
  }
}
