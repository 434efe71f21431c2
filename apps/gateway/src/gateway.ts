import type { IncomingMessage } from 'node:http';
import { join } from 'node:path';
import cookies from '@fastify/cookie';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { settingGroups, SettingsError, version, type Settings } from '@postrider/contracts';
import {
  awaitSchema,
  ensurePartitions,
  migrate,
  type ClockCheck,
  type Database,
  type DatabaseClock,
} from '@postrider/event-store';
import { JsonLogger, measureProcess, Metrics, serveMetrics, Tracing, type Running } from '@postrider/process';
import { MessageEmitters, MessageServer, wrongRedis, type JobQueues } from '@postrider/queue';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { PortalScope } from './auth/portal/portal-scope.js';
import { PortalQueries } from './portal/portal-queries.js';
import { AccessCheck } from './auth/access/access-check.js';
import { KeyUses } from './auth/keys/key-uses.js';
import { AppModule } from './app.module.js';
import { ContactMessages } from './contacts/contact-messages.js';
import { mountUnsubscribe } from './contacts/mount-unsubscribe.js';
import { UnsubscribeLinks } from './contacts/unsubscribe-links.js';
import { Cors } from './browser-origins/cors.js';
import { serveDashboard } from './dashboard/serve-dashboard.js';
import { sharedEventTypes } from './event-types/shared-event-types.js';
import { refuseAmbiguousRequests, parserOptions } from './http/ambiguous-requests.js';
import { addAccessLog } from './http/access-log.js';
import { DeliveryExport } from './deliveries/delivery-export.js';
import { ExportFiles } from './bulk/export-files.js';
import { Drain } from './health/drain.js';
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
import { AuthorizationCodes } from './oauth/authorization-codes.js';
import { mountOAuth } from './oauth/mount-oauth.js';
import { OAuthClients } from './oauth/oauth-clients.js';
import { OAuthLimits } from './oauth/oauth-limits.js';
import { oauthUrls } from './auth/oauth/oauth-urls.js';
import { RefreshTokens } from './oauth/refresh-tokens.js';
import { GatewayMetrics } from './metrics/gateway-metrics.js';
import { measureGateway } from './measure-gateway.js';
import { measureResponses } from './metrics/measure-responses.js';
import { mountBullBoard } from './queues/bull-board.js';
import { Enqueuer } from './queues/enqueuer.js';
import { mountReference } from './reference/reference-page.js';
import { OperationalEvents } from './operational-events/operational-events.js';
import { OperatorSessions } from './auth/sessions/operator-sessions.js';
import { RedisIngest } from './redis-ingest/redis-ingest.js';
import { CLOCK, CLOCK_CHECK, DATABASE, JOB_QUEUES } from './tokens.js';

/** Files beside the bundle. */
const boardFolder = join(import.meta.dirname, '@bull-board/ui');
/** The build output of `apps/dashboard`. */
const dashboardFolder = join(import.meta.dirname, '../../dashboard/dist');
/** A uid of 256 characters, each with a percent sign. */
const maxParamLength = 1_024;
/** Of the request line and the headers together. */
const maxHeaderSize = 16_384;
/** From a request's first byte to its last. Bounds bodies that trickle in. */
const requestTimeoutMs = 120_000;

/** Starts the gateway. Stopping it finishes the calls in progress and adds their jobs to Redis. */
export async function startGateway(settings: Settings, signal: AbortSignal): Promise<Running & { url: string }> {
  const eventTypes = sharedEventTypes(settings.eventTypes);
  const { logLevel: level, logFormat: format } = settings.process;
  const logger = await JsonLogger.create({ level, format, process: 'gateway' });
  const { url: databaseUrl, migrationUrl = databaseUrl, migrate: mustMigrate } = settings.database;
  await awaitSchema(settings.database, {
    signal,
    needsWrites: true,
    waiting: (reason) => {
      logger.warn({ reason }, 'waiting for the database', 'start');
    },
    migrate: mustMigrate ? () => migrate(migrationUrl) : undefined,
  });
  const wrong = await wrongRedis(settings.redis.url);
  if (wrong !== undefined) throw new SettingsError([`${settingGroups.redis.url.env}: ${wrong}`]);
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
  const { enabled, port: metricsPort, host: metricsHost } = settings.metrics;
  const metrics = new Metrics(enabled && metricsPort !== undefined);
  const counted = new GatewayMetrics(metrics);
  const tracing = await Tracing.of(settings.traces, { process: 'gateway', version, logger });
  const module = AppModule.with(settings, eventTypes, { metrics: counted, tracing });
  const app = await NestFactory.create<NestFastifyApplication>(module, adapter, { logger, bodyParser: false });
  const fastify = app.getHttpAdapter().getInstance();
  addSecurityHeaders(fastify);
  addRequestIds(fastify);
  addAccessLog(fastify, settings.http);
  if (metrics.isEnabled) measureResponses(fastify, counted);
  refuseAmbiguousRequests(fastify);
  app.get(Cors).addTo(fastify);
  handleOtherMethods(fastify, { maxParamLength });
  // AccessCheck reads the cookies that this plugin's hook parses.
  await fastify.register(cookies);
  app.get(AccessCheck).addTo(fastify);
  app.get(PortalScope).addTo(fastify);
  disconnectOnUnreadBodies(fastify);
  const closeUnused = trackConnections(fastify.server);
  const drain = app.get(Drain);
  // Clients connect to another gateway, and this one stops when its connections are closed: none is kept alive.
  fastify.addHook('onSend', (_request, reply, payload, done) => {
    if (drain.hasBegun) void reply.header('connection', 'close');
    done(null, payload);
  });
  acceptJson(fastify, settings.http);
  const queues = app.get<JobQueues>(JOB_QUEUES);
  const operators = app.get(OperatorSessions);
  const closeBoard = operators.isEnabled
    ? await mountBullBoard(fastify, settings, { operators, shards: queues.shards, pageFolder: boardFolder })
    : undefined;
  const closeMcp = settings.mcp.enabled ? await mountMcp(fastify, settings, app.get(AccessCheck)) : undefined;
  const urls = oauthUrls(settings);
  if (urls) {
    await mountOAuth(fastify, {
      urls,
      settings,
      clients: app.get(OAuthClients),
      codes: app.get(AuthorizationCodes),
      refreshTokens: app.get(RefreshTokens),
      limits: app.get(OAuthLimits),
    });
  }
  await mountReference(fastify);
  await mountUnsubscribe(fastify, { database: app.get<Database>(DATABASE), links: app.get(UnsubscribeLinks) });
  const { dashboard, portal } = settings;
  if (dashboard.enabled || portal.enabled) {
    await serveDashboard(fastify, dashboardFolder, {
      dashboard: dashboard.enabled,
      portal: portal.enabled ? (organizationId) => app.get(PortalQueries).settings(organizationId) : undefined,
    });
  }

  const maintenance = app.get(Maintenance);
  const clock = app.get<DatabaseClock>(CLOCK);
  await clock.start();
  const clockCheck = app.get<ClockCheck>(CLOCK_CHECK);
  clockCheck.start();
  // Before the first event: an event in the default partition blocks the creation of its own partition.
  await ensurePartitions(app.get<Database>(DATABASE), settings.retention.partitionLength);
  const messages = new MessageServer(settings.redis.url, settings.redis.prefix);
  app.connectMicroservice({ strategy: messages });
  const emitters = app.get(MessageEmitters);
  messages.requireHandlers('gateway');
  emitters.requireEmitters('gateway');
  await app.startAllMicroservices();
  await app.listen(settings.http.port, settings.http.host);
  maintenance.start();
  const operationalEvents = app.get(OperationalEvents);
  operationalEvents.start();
  const contacts = app.get(ContactMessages);
  contacts.start();
  const stopMeasuring = measureProcess(metrics, { process: 'gateway', version });
  if (metrics.isEnabled) measureGateway(metrics, app);
  const metricsServer =
    metricsPort === undefined || !metrics.isEnabled
      ? undefined
      : await serveMetrics(metrics, { port: metricsPort, host: metricsHost });
  const redisIngest = settings.redisIngest.enabled ? app.get(RedisIngest) : undefined;
  redisIngest?.start();
  const url = await app.getUrl();
  logger.log({ url, metrics_port: metricsServer?.port }, 'the gateway listens', 'gateway');

  return {
    url,
    drain: () => drain.run(),
    // The order matters: first no new calls, then their jobs, then the connections that both use.
    stop: async () => {
      closeUnused();
      const maintained = maintenance.stop();
      const database = app.get<Database>(DATABASE);
      const enqueuer = app.get(Enqueuer);
      const keyUses = app.get(KeyUses);
      // SSE connections never end by themselves, and `app.close` waits for them.
      const sse = [app.get(Listeners).stop(), app.get(LiveConnections).stop()];
      app.get(DeliveryExport).stop();
      app.get(ExportFiles).stop();
      await Promise.all([app.close(), redisIngest?.stop(), operationalEvents.stop(), contacts.stop(), ...sse]);
      await closeMcp?.();
      await enqueuer.drain();
      await emitters.close();
      await closeBoard?.();
      await queues.close();
      await keyUses.flush();
      await maintained;
      clockCheck.stop();
      clock.stop();
      stopMeasuring();
      metricsServer?.close();
      await tracing.stop();
      await database.end();
    },
  };
}
