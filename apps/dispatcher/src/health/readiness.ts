import { SchemaCheck, WriteProbe, type ClockCheck, type Database } from '@postrider/event-store';
import { Probe, type Health, type HealthStates } from '@postrider/process';
import type { JobQueues } from '@postrider/queue';
import type { RecordingCircuit } from '../attempt/recording-circuit.js';
import type { Sweep } from '../sweep/sweep.js';

const server = ['up', 'refuses_writes', 'down'];

/** All states, by check. The first one is good, and so is a schema that is `ahead`. */
export const healthStates: HealthStates = {
  postgres: server,
  redis: server,
  recording: ['up', 'down'],
  sweep: ['ok', 'late'],
  schema: ['current', 'ahead', 'behind', 'incompatible'],
  clock: ['ok', 'off'],
};

/** Whether attempts can be made and recorded now. */
export class Readiness {
  readonly #postgres: Probe;
  readonly #redis: Probe;
  readonly #schema: SchemaCheck;

  constructor(
    database: Database,
    queues: JobQueues,
    writeProbe: WriteProbe,
    private readonly circuit: RecordingCircuit,
    private readonly sweep: Sweep,
    private readonly clockCheck: ClockCheck,
  ) {
    this.#schema = new SchemaCheck(database);
    this.#postgres = new Probe({ write: () => writeProbe.write(), read: () => this.#schema.read() });
    this.#redis = new Probe({ write: () => queues.probeWrite(), read: () => queues.redis.ping() });
  }

  /** Resolves within two seconds. */
  async check(): Promise<Health> {
    const [postgres, redis] = await Promise.all([this.#postgres.state(), this.#redis.state()]);
    const recording = this.circuit.isClosed ? 'up' : 'down';
    const sweep = this.sweep.isLate ? 'late' : 'ok';
    const clock = this.clockCheck.problem() === undefined ? 'ok' : 'off';
    const { fit: schema, isFit } = this.#schema;
    const areUp = [postgres, redis, recording].every((state) => state === 'up');
    return {
      isReady: areUp && isFit && sweep === 'ok' && clock === 'ok',
      states: { postgres, redis, recording, sweep, schema, clock },
    };
  }
}
