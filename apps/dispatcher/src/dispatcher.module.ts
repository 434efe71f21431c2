import { Logger, Module, type DynamicModule } from '@nestjs/common';
import type { DisabledReason, ScheduledAttempt, Settings } from '@postrider/contracts';
import { AddressPolicy, SecretBox, type RetryPolicy } from '@postrider/domain';
import { ClockCheck, Database, DatabaseClock, WriteProbe } from '@postrider/event-store';
import { Batcher } from '@postrider/process';
import { JobQueues, MessageEmitters } from '@postrider/queue';
import { Attempts } from './attempt/attempts.js';
import { AttemptStore } from './attempt/attempt-store.js';
import { HttpSender } from './http/http-sender.js';
import { RecordingCircuit } from './attempt/recording-circuit.js';
import { RequestHeaders } from './http/request-headers.js';
import { BulkCounter } from './bulk/bulk-counter.js';
import { BulkRunner } from './bulk/bulk-runner.js';
import { FailingEndpoints } from './deactivate/failing-endpoints.js';
import { FanOutMessagesController } from './fan-out/fan-out-messages.controller.js';
import { FanOutRunner } from './fan-out/fan-out-runner.js';
import { HealthController } from './health/health.controller.js';
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
  static with(settings: Settings): DynamicModule {
    const database = new Database({
      url: settings.DATABASE_URL,
      size: settings.POSTRIDER_DATABASE_POOL,
      timeoutMs: settings.POSTRIDER_DATABASE_TIMEOUT_MS,
      name: 'postrider-dispatcher',
    });
    const clock = new DatabaseClock(database);
    const clockCheck = new ClockCheck(clock, settings.POSTRIDER_CLOCK_TOLERANCE_MS, new Logger('clock'));
    const queues = new JobQueues({
      redisUrl: settings.REDIS_URL,
      prefix: settings.POSTRIDER_REDIS_PREFIX,
      jobAttempts: settings.POSTRIDER_JOB_ATTEMPTS,
      now: () => clock.now().getTime(),
      longestPauseMs: pauseSlackMs + settings.POSTRIDER_JOB_LOCK_MS,
    });
    const sender = new HttpSender(
      {
        timeoutMs: settings.POSTRIDER_ATTEMPT_TIMEOUT_MS,
        readBytes: settings.POSTRIDER_RESPONSE_READ_BYTES,
        keepBytes: settings.POSTRIDER_RESPONSE_KEEP_BYTES,
        connectionsPerOrigin: settings.POSTRIDER_CONNECTIONS_PER_ORIGIN,
        proxy: settings.POSTRIDER_EGRESS_PROXY,
      },
      AddressPolicy.of(settings),
    );
    const followUp = new Batcher<ScheduledAttempt, undefined>(async (attempts) => {
      await queues.add(attempts);
      return attempts.map(() => undefined);
    }, followUps);
    const throttle = new Throttle(queues, settings);
    const logger = new Logger('deactivation');
    const deactivated = (endpointId: string, reason: DisabledReason): void => {
      logger.warn({ endpoint_id: endpointId, reason }, 'an endpoint was deactivated');
      pendingOfInactive.failAllOf(endpointId).catch((error: unknown) => {
        logger.warn(error, 'pending deliveries of a deactivated endpoint are left to the sweep');
      });
    };
    const emitters = new MessageEmitters(settings.REDIS_URL, settings.POSTRIDER_REDIS_PREFIX);
    const recorded = emitters.batchedEmitter('deliveries.recorded');
    const writeProbe = new WriteProbe(database);
    const circuit = new RecordingCircuit(() => writeProbe.write());
    const store = new AttemptStore(database, clock, {
      policy: retryPolicy(settings),
      loadRetryMs: settings.POSTRIDER_LOAD_RETRY_MS,
      circuit,
      deactivated,
      recorded,
    });
    const pendingOfInactive = new PendingOfInactive(database, store, settings.POSTRIDER_SWEEP_PAGE);
    const failing = new FailingEndpoints(database, clock, {
      afterMs: settings.POSTRIDER_FAILING_AFTER_MS,
      deactivated,
    });
    const attempts = new Attempts(
      store,
      new RequestHeaders(SecretBox.parse(settings.POSTRIDER_ENCRYPTION_KEYS)),
      sender,
      throttle,
      failing,
      clock,
      (attempt) => followUp.submit(attempt),
    );
    return {
      module: DispatcherModule,
      controllers: [HealthController, EndpointMessagesController, FanOutMessagesController],
      providers: [
        { provide: DATABASE, useValue: database },
        { provide: CLOCK, useValue: clock },
        { provide: CLOCK_CHECK, useValue: clockCheck },
        { provide: JOB_QUEUES, useValue: queues },
        { provide: MessageEmitters, useValue: emitters },
        { provide: HttpSender, useValue: sender },
        { provide: RecordingCircuit, useValue: circuit },
        { provide: WriteProbe, useValue: writeProbe },
        { provide: Sweep, useFactory: () => new Sweep(database, queues, clock, settings) },
        { provide: InactiveSweep, useFactory: () => new InactiveSweep(database, pendingOfInactive, settings) },
        { provide: PendingOfInactive, useValue: pendingOfInactive },
        { provide: FailingEndpoints, useValue: failing },
        {
          provide: ClaimCleanup,
          useFactory: () => new ClaimCleanup(queues, settings.POSTRIDER_REDIS_PREFIX),
        },
        {
          provide: BulkRunner,
          useFactory: () => new BulkRunner(database, queues, { clock, clockCheck }, settings, recorded),
        },
        { provide: FanOutRunner, useFactory: () => new FanOutRunner(database, queues, settings, recorded) },
        { provide: ConsistencyCheck, useFactory: () => new ConsistencyCheck(database, clock, settings) },
        { provide: BulkCounter, useFactory: () => new BulkCounter(database) },
        { provide: CounterRollup, useFactory: () => new CounterRollup(database, settings) },
        { provide: Workers, useFactory: () => new Workers(attempts, throttle, settings, queues) },
      ],
    };
  }
}

const retryPolicy = (settings: Settings): RetryPolicy => ({
  baseMs: settings.POSTRIDER_RETRY_BASE_MS,
  factor: settings.POSTRIDER_RETRY_FACTOR,
  maxMs: settings.POSTRIDER_RETRY_MAX_MS,
  jitter: settings.POSTRIDER_RETRY_JITTER,
  horizonMs: settings.POSTRIDER_RETRY_HORIZON_MS,
});
