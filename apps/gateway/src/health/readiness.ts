import { Inject, Injectable } from '@nestjs/common';
import { SchemaCheck, WriteProbe, type ClockCheck, type Database } from '@postrider/event-store';
import { Probe, type Health, type HealthStates } from '@postrider/process';
import type { JobQueues } from '@postrider/queue';
import { CLOCK_CHECK, DATABASE, JOB_QUEUES } from '../tokens.js';

const server = ['up', 'refuses_writes', 'down'];

/** All states, by check. The first one is good, and so is a schema that is `ahead`. */
export const healthStates: HealthStates = {
  postgres: server,
  redis: server,
  schema: ['current', 'ahead', 'behind', 'incompatible'],
  clock: ['ok', 'off'],
};

/** Whether events can be stored with correct times now. Without Redis the gateway is ready. */
@Injectable()
export class Readiness {
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

  /** Resolves within two seconds. */
  async check(): Promise<Health> {
    const [postgres, redis] = await Promise.all([this.#postgres.state(), this.#redis.state()]);
    const clock = this.clockCheck.problem() === undefined ? 'ok' : 'off';
    const { fit: schema, isFit } = this.#schema;
    return { isReady: postgres === 'up' && isFit && clock === 'ok', states: { postgres, redis, schema, clock } };
  }
}
