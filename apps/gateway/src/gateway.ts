import type { IncomingMessage } from 'node:http';
import cookies from '@fastify/cookie';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Settings } from '@postrider/contracts';
import {
  awaitSchema,
  ensurePartitions,
  type ClockCheck,
  type Database,
  type DatabaseClock,
} from '@postrider/event-store';
import { JsonLogger, type Running } from '@postrider/process';
import { MessageEmitters, MessageServer, type JobQueues } from '@postrider/queue';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AccessCheck } from './auth/access/access-check.js';
import { KeyUses } from './auth/keys/key-uses.js';
import { AppModule } from './app.module.js';
import { serveDashboard } from './dashboard/serve-dashboard.js';
import { sharedEventTypes } from './event-types/shared-event-types.js';
import { refuseAmbiguousRequests, parserOptions } from './http/ambiguous-requests.js';
import { addAccessLog } from './http/access-log.js';
import { toApiError } from './http/error-filter.js';
import { acceptJson } from './http/json-body.js';
import { handleOtherMethods } from './http/other-methods.js';
import { addSecurityHeaders, securityHeaders } from './http/security-headers.js';
import { trustsProxy } from './http/trusted-proxies.js';
import { addRequestIds, requestIdHeader, requestIdOf, withRequestId } from './http/request-id.js';
import { respondToUnparsable } from './http/unparsable-request.js';
import { disconnectOnUnreadBodies } from './http/unread-bodies.js';
import { trackConnections } from './http/unused-connections.js';
import { Listeners } from './listen/listeners.js';
import { LiveConnections } from './live/live-connections.js';
import { Maintenance } from './maintenance/maintenance.js';
import { mountMcp } from './mcp/mount-mcp.js';
import { mountBullBoard } from './queues/bull-board.js';
import { Enqueuer } from './queues/enqueuer.js';
import { mountReference } from './reference/reference-page.js';
import { OperatorSessions } from './auth/sessions/operator-sessions.js';
import { RedisIngest } from './redis-ingest/redis-ingest.js';
import { CLOCK, CLOCK_CHECK, DATABASE, JOB_QUEUES } from './tokens.js';

const maxParamLength = 256;
/** Of the request line and the headers together. */
const maxHeaderSize = 16_384;
/** From a request's first byte to its last. Bounds bodies that trickle in. */
const requestTimeoutMs = 120_000;

/** Starts the gateway. Stopping it finishes the calls in progress and adds their jobs to Redis. */
export async function startGateway(settings: Settings, signal: AbortSignal): Promise<Running & { url: string }> {
  const eventTypes = sharedEventTypes(settings.eventTypes);
  const { logLevel: level, logFormat: format } = settings.process;
  const logger = await JsonLogger.create({ level, format, process: 'gateway' });
  await awaitSchema(settings.database, {
    signal,
    waiting: (reason) => {
      logger.warn({ reason }, 'waiting for the database', 'start');
    },
  });
  const adapter = new FastifyAdapter({
    bodyLimit: settings.http.bodyMaxBytes,
    routerOptions: { maxParamLength },
    http: { maxHeaderSize, ...parserOptions },
    requestTimeout: requestTimeoutMs,
    requestIdHeader: false,
    genReqId: ({ headers }: IncomingMessage) => requestIdOf(headers),
    forceCloseConnections: 'idle',
    return503OnClosing: false,
    clientErrorHandler: respondToUnparsable,
    trustProxy: trustsProxy(settings.http.trustedProxies),
    frameworkErrors: (error: Error, request: FastifyRequest, reply: FastifyReply) => {
      const known = toApiError(error, request);
      const headers = { ...securityHeaders, [requestIdHeader]: request.id };
      void reply.status(known.status).headers(headers).send(withRequestId(known.body, request.id));
    },
  });
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.with(settings, eventTypes), adapter, {
    logger,
    bodyParser: false,
  });
  const fastify = app.getHttpAdapter().getInstance();
  addSecurityHeaders(fastify);
  addRequestIds(fastify);
  addAccessLog(fastify, settings.http);
  refuseAmbiguousRequests(fastify);
  handleOtherMethods(fastify, { maxParamLength });
  // AccessCheck reads the cookies that this plugin's hook parses.
  await fastify.register(cookies);
  app.get(AccessCheck).addTo(fastify);
  disconnectOnUnreadBodies(fastify);
  const closeUnused = trackConnections(fastify.server);
  let stopping = false;
  // The gateway stops when its connections are closed, so none is kept alive.
  fastify.addHook('onSend', (_request, reply, payload, done) => {
    if (stopping) void reply.header('connection', 'close');
    done(null, payload);
  });
  acceptJson(fastify, settings.http);
  const queues = app.get<JobQueues>(JOB_QUEUES);
  const operators = app.get(OperatorSessions);
  const closeBoard = operators.isEnabled ? await mountBullBoard(fastify, settings, operators) : undefined;
  const closeMcp = settings.mcp.enabled ? await mountMcp(fastify, settings, app.get(AccessCheck)) : undefined;

  mountReference(fastify);
  if (settings.dashboard.enabled) await serveDashboard(fastify);

  const maintenance = app.get(Maintenance);
  const clock = app.get<DatabaseClock>(CLOCK);
  await clock.start();
  const clockCheck = app.get<ClockCheck>(CLOCK_CHECK);
  clockCheck.start();
  // Before the first event: an event in the default partition blocks the creation of its week's partition.
  await ensurePartitions(app.get<Database>(DATABASE));
  const messages = new MessageServer(settings.redis.url, settings.redis.prefix);
  app.connectMicroservice({ strategy: messages });
  const emitters = app.get(MessageEmitters);
  messages.requireHandlers('gateway');
  emitters.requireEmitters('gateway');
  await app.startAllMicroservices();
  await app.listen(settings.http.port, settings.http.host);
  maintenance.start();
  const redisIngest = settings.redisIngest.enabled ? app.get(RedisIngest) : undefined;
  redisIngest?.start();
  const url = await app.getUrl();
  logger.log({ url }, 'the gateway listens', 'gateway');

  return {
    url,
    // The order matters: first no new calls, then their jobs, then the connections that both use.
    stop: async () => {
      stopping = true;
      closeUnused();
      const maintained = maintenance.stop();
      const database = app.get<Database>(DATABASE);
      const enqueuer = app.get(Enqueuer);
      const keyUses = app.get(KeyUses);
      // SSE connections never end by themselves, and `app.close` waits for them.
      const sse = [app.get(Listeners).stop(), app.get(LiveConnections).stop()];
      await Promise.all([app.close(), redisIngest?.stop(), ...sse]);
      await closeMcp?.();
      await enqueuer.drain();
      await emitters.close();
      await closeBoard?.();
      await queues.close();
      await keyUses.flush();
      await maintained;
      clockCheck.stop();
      clock.stop();
      await database.end();
    },
  };
}
