import { Controller, Get, Inject, Res } from '@nestjs/common';
import { SchemaCheck, WriteProbe, type ClockCheck, type Database } from '@postrider/event-store';
import { Probe } from '@postrider/process';
import type { JobQueues } from '@postrider/queue';
import type { FastifyReply } from 'fastify';
import { CLOCK_CHECK, DATABASE, JOB_QUEUES } from '../tokens.js';

/** For orchestrators: liveness and readiness. */
@Controller('health')
export class HealthController {
  readonly #postgres: Probe;
  readonly #redis: Probe;
  readonly #schema: SchemaCheck;

  constructor(
    @Inject(DATABASE) database: Database,
    @Inject(JOB_QUEUES) queues: JobQueues,
    @Inject(CLOCK_CHECK) private readonly clockCheck: ClockCheck,
  ) {
    const writeProbe = new WriteProbe(database);
    this.#schema = new SchemaCheck(database);
    this.#postgres = new Probe({ write: () => writeProbe.write(), read: () => this.#schema.read() });
    this.#redis = new Probe({ write: () => queues.probeWrite(), read: () => queues.redis.ping() });
  }

  @Get('live')
  live(): { status: 'ok' } {
    return { status: 'ok' };
  }

  /** 503 unless events can be stored with correct times. Without Redis the gateway is ready but degraded. */
  @Get('ready')
  async ready(@Res() reply: FastifyReply): Promise<void> {
    const [postgres, redis] = await Promise.all([this.#postgres.state(), this.#redis.state()]);
    const clock = this.clockCheck.problem() ?? 'ok';
    const { fit: schema, isFit } = this.#schema;
    const isReady = postgres === 'up' && isFit && clock === 'ok';
    const status = !isReady ? 'unavailable' : redis !== 'up' ? 'degraded' : 'ok';
    await reply.status(isReady ? 200 : 503).send({ status, postgres, redis, schema, clock });
  }
}
