import { Controller, Get, Inject, Res } from '@nestjs/common';
import { SchemaCheck, WriteProbe, type ClockCheck, type Database } from '@postrider/event-store';
import { Probe } from '@postrider/process';
import type { JobQueues } from '@postrider/queue';
import type { FastifyReply } from 'fastify';
import { RecordingCircuit } from '../attempt/recording-circuit.js';
import { Sweep } from '../sweep/sweep.js';
import { CLOCK_CHECK, DATABASE, JOB_QUEUES } from '../tokens.js';
import { Workers } from '../worker/workers.js';

/** Liveness: does the process make progress? Readiness: can it do its work now? */
@Controller('health')
export class HealthController {
  readonly #postgres: Probe;
  readonly #redis: Probe;
  readonly #schema: SchemaCheck;

  constructor(
    @Inject(DATABASE) database: Database,
    @Inject(JOB_QUEUES) queues: JobQueues,
    @Inject(WriteProbe) writeProbe: WriteProbe,
    @Inject(RecordingCircuit) private readonly circuit: RecordingCircuit,
    @Inject(Workers) private readonly workers: Workers,
    @Inject(Sweep) private readonly sweep: Sweep,
    @Inject(CLOCK_CHECK) private readonly clockCheck: ClockCheck,
  ) {
    this.#schema = new SchemaCheck(database);
    this.#postgres = new Probe({ write: () => writeProbe.write(), read: () => this.#schema.read() });
    this.#redis = new Probe({ write: () => queues.probeWrite(), read: () => queues.redis.ping() });
  }

  /** Asks no server. Responds 503 if a queue has waiting jobs while its worker is idle: a restart is needed. */
  @Get('live')
  async live(@Res() reply: FastifyReply): Promise<void> {
    const { stuck } = this.workers;
    await reply.status(stuck.length === 0 ? 200 : 503).send({ status: stuck.length === 0 ? 'ok' : 'stuck', stuck });
  }

  /** Responds 503 unless attempts can be made and recorded now. */
  @Get('ready')
  async ready(@Res() reply: FastifyReply): Promise<void> {
    const [postgres, redis] = await Promise.all([this.#postgres.state(), this.#redis.state()]);
    const recording = this.circuit.isClosed ? 'up' : 'down';
    const sweep = this.sweep.isLate ? 'late' : 'ok';
    const clock = this.clockCheck.problem() ?? 'ok';
    const { fit: schema, isFit } = this.#schema;
    const areUp = [postgres, redis, recording].every((state) => state === 'up');
    const isReady = areUp && isFit && sweep === 'ok' && clock === 'ok';
    const status = isReady ? 'ok' : 'unavailable';
    await reply.status(isReady ? 200 : 503).send({ status, postgres, redis, recording, sweep, schema, clock });
  }
}
