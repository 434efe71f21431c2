import { Controller, Get, Inject, Res } from '@nestjs/common';
import type { ClockCheck, Database } from '@postrider/event-store';
import { probe } from '@postrider/process';
import type { JobQueues } from '@postrider/queue';
import type { FastifyReply } from 'fastify';
import { CLOCK_CHECK, DATABASE, JOB_QUEUES } from '../tokens.js';

/** For orchestrators: is the process alive, and can it serve? */
@Controller('health')
export class HealthController {
  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(JOB_QUEUES) private readonly queues: JobQueues,
    @Inject(CLOCK_CHECK) private readonly clockCheck: ClockCheck,
  ) {}

  @Get('live')
  live(): { status: 'ok' } {
    return { status: 'ok' };
  }

  /**
   * Ready while Postgres answers and the clocks agree: without Redis publishing goes on, and jobs follow when it is back.
   */
  @Get('ready')
  async ready(@Res() reply: FastifyReply): Promise<void> {
    const [postgres, redis] = await Promise.all([
      probe(() => this.database.query('SELECT 1')),
      probe(() => this.queues.redis.ping()),
    ]);
    const clock = this.clockCheck.problem() ?? 'ok';
    const ready = postgres === 'up' && clock === 'ok';
    const status = !ready ? 'unavailable' : redis === 'down' ? 'degraded' : 'ok';
    await reply.status(ready ? 200 : 503).send({ status, postgres, redis, clock });
  }
}
