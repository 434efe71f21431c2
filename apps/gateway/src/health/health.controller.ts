import { Controller, Get, Inject, Res } from '@nestjs/common';
import type { Database } from '@postrider/event-store';
import { probe } from '@postrider/process';
import type { JobQueues } from '@postrider/queue';
import type { FastifyReply } from 'fastify';
import { DATABASE, JOB_QUEUES } from '../tokens.js';

/** For orchestrators: is the process alive, and can it serve? */
@Controller('health')
export class HealthController {
  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(JOB_QUEUES) private readonly queues: JobQueues,
  ) {}

  @Get('live')
  live(): { status: 'ok' } {
    return { status: 'ok' };
  }

  /** Ready while Postgres answers: without Redis publishing goes on, and jobs follow when it is back. */
  @Get('ready')
  async ready(@Res() reply: FastifyReply): Promise<void> {
    const [postgres, redis] = await Promise.all([
      probe(() => this.database.query('SELECT 1')),
      probe(() => this.queues.redis.ping()),
    ]);
    const status = postgres === 'down' ? 'unavailable' : redis === 'down' ? 'degraded' : 'ok';
    await reply.status(postgres === 'up' ? 200 : 503).send({ status, postgres, redis });
  }
}
