import { Controller, Get, Inject, Res } from '@nestjs/common';
import type { ClockCheck, Database } from '@postrider/event-store';
import { probe } from '@postrider/process';
import type { JobQueues } from '@postrider/queue';
import type { FastifyReply } from 'fastify';
import { Workers } from '../workers.js';
import { CLOCK_CHECK, DATABASE, JOB_QUEUES } from '../tokens.js';

/** For orchestrators: does the process get on with its work, and can it reach what it needs? */
@Controller('health')
export class HealthController {
  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(JOB_QUEUES) private readonly queues: JobQueues,
    @Inject(Workers) private readonly workers: Workers,
    @Inject(CLOCK_CHECK) private readonly clockCheck: ClockCheck,
  ) {}

  /** 503 when a queue has waiting jobs that this process, though idle, has not taken for a while: restart it. */
  @Get('live')
  async live(@Res() reply: FastifyReply): Promise<void> {
    const stuck = await this.workers.stuck();
    await reply.status(stuck.length === 0 ? 200 : 503).send({ status: stuck.length === 0 ? 'ok' : 'stuck', stuck });
  }

  @Get('ready')
  async ready(@Res() reply: FastifyReply): Promise<void> {
    const [postgres, redis] = await Promise.all([
      probe(() => this.database.query('SELECT 1')),
      probe(() => this.queues.redis.ping()),
    ]);
    const clock = this.clockCheck.problem() ?? 'ok';
    const ready = postgres === 'up' && redis === 'up' && clock === 'ok';
    await reply.status(ready ? 200 : 503).send({ status: ready ? 'ok' : 'unavailable', postgres, redis, clock });
  }
}
