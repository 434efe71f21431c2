import { Module, type DynamicModule } from '@nestjs/common';
import type { Settings } from '@postrider/contracts';
import { AddressPolicy, SecretBox, type RetryPolicy } from '@postrider/domain';
import { Batcher, Database, DatabaseClock } from '@postrider/event-store';
import { JobQueues, type ScheduledAttempt } from '@postrider/queue';
import { Attempts } from './attempt/attempts.js';
import { AttemptStore } from './attempt/attempt-store.js';
import { HttpSender } from './attempt/http-sender.js';
import { RequestHeaders } from './attempt/request-headers.js';
import { BulkRunner } from './bulk/bulk-runner.js';
import { HealthController } from './health/health.controller.js';
import { EndpointBroadcastsController } from './sweep/endpoint-broadcasts.controller.js';
import { Sweep } from './sweep/sweep.js';
import { CLOCK, DATABASE, JOB_QUEUES } from './tokens.js';
import { Workers } from './workers.js';

const followUps = { maxBatch: 500, maxFlights: 2, maxWaiting: 100_000 };

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
    const queues = new JobQueues({
      redisUrl: settings.REDIS_URL,
      prefix: settings.POSTRIDER_REDIS_PREFIX,
      now: () => clock.now().getTime(),
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
    const attempts = new Attempts(
      new AttemptStore(database, clock, {
        policy: retryPolicy(settings),
        recordRetryMs: settings.POSTRIDER_RECORD_RETRY_MS,
      }),
      new RequestHeaders(SecretBox.parse(settings.POSTRIDER_ENCRYPTION_KEYS)),
      sender,
      clock,
      (attempt) => followUp.submit(attempt),
    );
    return {
      module: DispatcherModule,
      controllers: [HealthController, EndpointBroadcastsController],
      providers: [
        { provide: DATABASE, useValue: database },
        { provide: CLOCK, useValue: clock },
        { provide: JOB_QUEUES, useValue: queues },
        { provide: HttpSender, useValue: sender },
        { provide: Sweep, useFactory: () => new Sweep(database, queues, clock, settings) },
        { provide: BulkRunner, useFactory: () => new BulkRunner(database, queues, settings) },
        { provide: Workers, useFactory: () => new Workers(attempts, settings, queues) },
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
