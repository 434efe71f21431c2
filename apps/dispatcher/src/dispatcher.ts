import { NestFactory } from '@nestjs/core';
import { Transport } from '@nestjs/microservices';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Settings } from '@postrider/contracts';
import type { Database, DatabaseClock } from '@postrider/event-store';
import { JsonLogger, type Running } from '@postrider/process';
import { transportOptions, type JobQueues } from '@postrider/queue';
import { HttpSender } from './attempt/http-sender.js';
import { BulkRunner } from './bulk/bulk-runner.js';
import { FailingEndpoints } from './deactivate/failing-endpoints.js';
import { DispatcherModule } from './dispatcher.module.js';
import { FanOutRunner } from './fan-out/fan-out-runner.js';
import { Sweep } from './sweep/sweep.js';
import { Tallies } from './tallies/tallies.js';
import { CLOCK, DATABASE, JOB_QUEUES } from './tokens.js';
import { Workers } from './workers.js';

/** Starts a dispatcher: the workers of the three queues, the sweep, the broadcasts, the health checks. */
export async function startDispatcher(settings: Settings): Promise<Running> {
  const logger = new JsonLogger({ level: settings.LOG_LEVEL, process: 'dispatcher' });
  const app = await NestFactory.create<NestFastifyApplication>(DispatcherModule.with(settings), new FastifyAdapter(), {
    logger,
  });
  app.connectMicroservice({ transport: Transport.REDIS, options: transportOptions(settings.REDIS_URL) });
  await app.listen(settings.POSTRIDER_DISPATCHER_HEALTH_PORT, '0.0.0.0');
  // Not waited for: broadcasts may be lost, so work does not begin later for them.
  app.startAllMicroservices().catch((error: unknown) => {
    logger.warn(error, 'broadcasts are not received', 'dispatcher');
  });
  const workers = app.get(Workers);
  const sweep = app.get(Sweep);
  const clock = app.get<DatabaseClock>(CLOCK);
  await clock.start();
  workers.start();
  sweep.start();
  const bulk = app.get(BulkRunner);
  bulk.start();
  const fanOuts = app.get(FanOutRunner);
  fanOuts.start();
  const failing = app.get(FailingEndpoints);
  failing.start();
  const tallies = app.get(Tallies);
  tallies.start();
  logger.log({ health: await app.getUrl() }, 'the dispatcher works', 'dispatcher');

  return {
    // One order: no new jobs, attempts under way end and are recorded, then what they needed is closed.
    stop: async () => {
      await bulk.stop();
      await fanOuts.stop();
      await sweep.stop();
      await workers.stop();
      await failing.stop();
      await tallies.stop();
      clock.stop();
      await app.close();
      await app.get(HttpSender).close();
      await app.get<JobQueues>(JOB_QUEUES).close();
      await app.get<Database>(DATABASE).end();
    },
  };
}
