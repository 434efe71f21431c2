import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { settingGroups, SettingsError, version, type Settings } from '@postrider/contracts';
import { awaitSchema, type ClockCheck, type Database, type DatabaseClock } from '@postrider/event-store';
import { JsonLogger, measureProcess, Metrics, Tracing, type Running } from '@postrider/process';
import { MessageEmitters, MessageServer, wrongRedis, type JobQueues } from '@postrider/queue';
import { HttpSender } from '@postrider/egress';
import { RecordingCircuit } from './attempt/recording-circuit.js';
import { BulkCounter } from './bulk/bulk-counter.js';
import { BulkRunner } from './bulk/bulk-runner.js';
import { ExportRunner } from './export/export-runner.js';
import { FailingEndpoints } from './deactivate/failing-endpoints.js';
import { DispatcherModule } from './dispatcher.module.js';
import { FanOutRunner } from './fan-out/fan-out-runner.js';
import { measureDispatcher } from './measure-dispatcher.js';
import { Sampler } from './metrics/sampler.js';
import { ClaimCleanup } from './sweep/claim-cleanup.js';
import { ConsistencyCheck } from './sweep/consistency-check.js';
import { InactiveSweep } from './sweep/inactive-sweep.js';
import { Sweep } from './sweep/sweep.js';
import { CounterRollup } from './rollup/counter-rollup.js';
import { CLOCK, CLOCK_CHECK, DATABASE, JOB_QUEUES } from './tokens.js';
import { Workers } from './worker/workers.js';

/** Starts a dispatcher: the workers of the three queues, the sweep, the messages, the health checks. */
export async function startDispatcher(settings: Settings, signal: AbortSignal): Promise<Running> {
  const { logLevel: level, logFormat: format } = settings.process;
  const logger = await JsonLogger.create({ level, format, process: 'dispatcher' });
  await awaitSchema(settings.database, {
    signal,
    needsWrites: true,
    waiting: (reason) => {
      logger.warn({ reason }, 'waiting for the database', 'start');
    },
  });
  const wrong = await wrongRedis(settings.redis.url);
  if (wrong !== undefined) throw new SettingsError([`${settingGroups.redis.url.env}: ${wrong}`]);
  const metrics = new Metrics(settings.metrics.enabled);
  const tracing = await Tracing.of(settings.traces, { process: 'dispatcher', version, logger });
  const app = await NestFactory.create<NestFastifyApplication>(
    DispatcherModule.with(settings, metrics, tracing),
    new FastifyAdapter(),
    { logger },
  );
  const stopMeasuring = measureProcess(metrics, { process: 'dispatcher', version });
  const sampler = app.get(Sampler);
  if (metrics.isEnabled) {
    measureDispatcher(metrics, app);
    app
      .getHttpAdapter()
      .getInstance()
      .get('/metrics', async (_request, reply) => reply.type(Metrics.contentType).send(await metrics.text()));
  }
  const messages = new MessageServer(settings.redis.url, settings.redis.prefix);
  app.connectMicroservice({ strategy: messages });
  const emitters = app.get(MessageEmitters);
  messages.requireHandlers('dispatcher');
  emitters.requireEmitters('dispatcher');
  await app.listen(settings.health.port, settings.health.host);
  await app.startAllMicroservices();
  const workers = app.get(Workers);
  const sweep = app.get(Sweep);
  const clock = app.get<DatabaseClock>(CLOCK);
  const clockCheck = app.get<ClockCheck>(CLOCK_CHECK);
  await clock.start();
  clockCheck.start();
  const circuit = app.get(RecordingCircuit);
  circuit.start();
  workers.start();
  sweep.start();
  const claims = app.get(ClaimCleanup);
  claims.start();
  const inactive = app.get(InactiveSweep);
  inactive.start();
  const consistency = app.get(ConsistencyCheck);
  consistency.start();
  const bulk = app.get(BulkRunner);
  bulk.start();
  const exports = app.get(ExportRunner);
  exports.start();
  const counter = app.get(BulkCounter);
  counter.start();
  const fanOuts = app.get(FanOutRunner);
  fanOuts.start();
  const failing = app.get(FailingEndpoints);
  failing.start();
  const counters = app.get(CounterRollup);
  counters.start();
  if (metrics.isEnabled) sampler.start();
  logger.log({ health: await app.getUrl() }, 'the dispatcher is running', 'dispatcher');

  return {
    // This order: no new work, attempts in progress end and are recorded, then connections are closed.
    stop: async () => {
      stopMeasuring();
      await Promise.all([bulk.stop(), exports.stop(), counter.stop(), fanOuts.stop(), sampler.stop()]);
      await Promise.all([sweep.stop(), inactive.stop(), consistency.stop(), claims.stop()]);
      await circuit.stop();
      await workers.stop();
      await failing.stop();
      await counters.stop();
      clockCheck.stop();
      clock.stop();
      await app.close();
      await app.get(HttpSender).close();
      await emitters.close();
      await app.get<JobQueues>(JOB_QUEUES).close();
      await tracing.stop();
      await app.get<Database>(DATABASE).end();
    },
  };
}
