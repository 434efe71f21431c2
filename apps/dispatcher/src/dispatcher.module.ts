import { Logger, Module, type DynamicModule } from '@nestjs/common';
import type { DisabledReason, ScheduledAttempt, Settings } from '@postrider/contracts';
import { AddressPolicy, SecretBox } from '@postrider/domain';
import { ClockCheck, Database, DatabaseClock, WriteProbe } from '@postrider/event-store';
import { Batcher, type Metrics, type Tracing } from '@postrider/process';
import { JobQueues, MessageEmitters } from '@postrider/queue';
import { Attempts } from './attempt/attempts.js';
import { AttemptStore } from './attempt/attempt-store.js';
import { HttpSender } from '@postrider/egress';
import { RecordingCircuit } from './attempt/recording-circuit.js';
import { RequestHeaders } from './http/request-headers.js';
import { BulkCounter } from './bulk/bulk-counter.js';
import { BulkRunner } from './bulk/bulk-runner.js';
import { ExportRunner } from './export/export-runner.js';
import { FailingEndpoints } from './deactivate/failing-endpoints.js';
import { FanOutMessagesController } from './fan-out/fan-out-messages.controller.js';
import { FanOutRunner } from './fan-out/fan-out-runner.js';
import { HealthController } from './health/health.controller.js';
import { Readiness } from './health/readiness.js';
import { DispatcherMetrics } from './metrics/dispatcher-metrics.js';
import { Sampler } from './metrics/sampler.js';
import { ClaimCleanup } from './sweep/claim-cleanup.js';
import { EndpointMessagesController } from './sweep/endpoint-messages.controller.js';
import { ConsistencyCheck } from './sweep/consistency-check.js';
import { InactiveSweep } from './sweep/inactive-sweep.js';
import { PendingOfInactive } from './sweep/pending-of-inactive.js';
import { Sweep } from './sweep/sweep.js';
import { CounterRollup } from './rollup/counter-rollup.js';
import { Throttle } from './throttle/throttle.js';
import { CLOCK, CLOCK_CHECK, DATABASE, JOB_QUEUES } from './tokens.js';
import { Workers } from './worker/workers.js';

/** A job that is delayed for longer than this beyond the lock was delayed by a wrong clock. */
const pauseSlackMs = 60_000;
const followUps = { maxBatch: 500, maxInFlight: 2, maxWaiting: 100_000 };

@Module({})
export class DispatcherModule {
  static with(settings: Settings, metrics: Metrics, tracing: Tracing): DynamicModule {
    const counted = new DispatcherMetrics(metrics);
    const database = new Database({
      ...settings.database,
      size: settings.database.poolSize,
      name: 'postrider-dispatcher',
    });
    const clock = new DatabaseClock(database);
    const clockCheck = new ClockCheck(clock, settings.database.clockToleranceMs, new Logger('clock'));
    const queues = new JobQueues({
      redisUrl: settings.redis.url,
      prefix: settings.redis.prefix,
      shards: settings.redis.queueShards,
      jobAttempts: settings.jobs.attemptsPerJob,
      now: () => clock.now().getTime(),
      longestPauseMs: pauseSlackMs + settings.jobs.lockMs,
    });
    const sender = new HttpSender(
      {
        timeoutMs: settings.attempts.timeoutMs,
        readBytes: settings.attempts.responseReadBytes,
        keepBytes: settings.attempts.responseKeepBytes,
        keepHeaderBytes: settings.attempts.responseHeaderKeepBytes,
        connectionsPerOrigin: settings.egress.connectionsPerOrigin,
        proxy: settings.egress.proxy,
      },
      AddressPolicy.of(settings),
    );
    const followUp = new Batcher<ScheduledAttempt, undefined>(async (attempts) => {
      await queues.add(attempts);
      return attempts.map(() => undefined);
    }, followUps);
    const throttle = new Throttle(queues, settings.throttle, counted);
    const logger = new Logger('deactivation');
    const deactivated = (endpointId: string, reason: DisabledReason): void => {
      logger.warn({ endpoint_id: endpointId, reason }, 'an endpoint was deactivated');
      pendingOfInactive.failAllOf(endpointId).catch((error: unknown) => {
        logger.warn(error, 'pending deliveries of a deactivated endpoint are left to the sweep');
      });
    };
    const emitters = new MessageEmitters(settings.redis.url, settings.redis.prefix);
    const recorded = emitters.batchedEmitter('deliveries.recorded');
    const writeProbe = new WriteProbe(database);
    const circuit = new RecordingCircuit(() => writeProbe.write());
    const store = new AttemptStore(database, clock, {
      policy: settings.retries,
      loadRetryMs: settings.attempts.loadRetryMs,
      circuit,
      deactivated,
      recorded,
    });
    const pendingOfInactive = new PendingOfInactive(database, store, settings.sweep.pageSize);
    const failing = new FailingEndpoints(database, clock, {
      afterMs: settings.endpoints.failingAfterMs,
      deactivated,
    });
    const attempts = new Attempts(
      store,
      new RequestHeaders(SecretBox.parse(settings.secrets.encryptionKeys)),
      sender,
      throttle,
      failing,
      clock,
      (attempt) => followUp.submit(attempt),
      counted,
      tracing,
    );
    const sweep = new Sweep(database, queues, clock, settings.sweep, counted);
    const readiness = new Readiness(database, queues, writeProbe, circuit, sweep, clockCheck);
    return {
      module: this,
      controllers: [HealthController, EndpointMessagesController, FanOutMessagesController],
      providers: [
        { provide: DATABASE, useValue: database },
        { provide: CLOCK, useValue: clock },
        { provide: CLOCK_CHECK, useValue: clockCheck },
        { provide: JOB_QUEUES, useValue: queues },
        { provide: MessageEmitters, useValue: emitters },
        { provide: HttpSender, useValue: sender },
        { provide: RecordingCircuit, useValue: circuit },
        { provide: Throttle, useValue: throttle },
        { provide: Sweep, useValue: sweep },
        { provide: Readiness, useValue: readiness },
        { provide: Sampler, useFactory: () => new Sampler(metrics, database, queues) },
        { provide: InactiveSweep, useFactory: () => new InactiveSweep(database, pendingOfInactive, settings.sweep) },
        { provide: PendingOfInactive, useValue: pendingOfInactive },
        { provide: FailingEndpoints, useValue: failing },
        {
          provide: ClaimCleanup,
          useFactory: () => new ClaimCleanup(queues, settings.redis.prefix),
        },
        {
          provide: BulkRunner,
          useFactory: () => new BulkRunner(database, queues, { clock, clockCheck }, settings.background, recorded),
        },
        {
          provide: FanOutRunner,
          useFactory: () => new FanOutRunner(database, queues, settings.publish, recorded, tracing),
        },
        { provide: ConsistencyCheck, useFactory: () => new ConsistencyCheck(database, clock, settings) },
        { provide: ExportRunner, useFactory: () => new ExportRunner(database, settings.exportFiles, recorded) },
        { provide: BulkCounter, useFactory: () => new BulkCounter(database) },
        { provide: CounterRollup, useFactory: () => new CounterRollup(database, settings.background) },
        { provide: Workers, useFactory: () => new Workers(attempts, throttle, settings, queues) },
      ],
    };
  }
}
