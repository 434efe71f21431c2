import { Logger, Module, type DynamicModule } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import { TypeOrmModule } from '@nestjs/typeorm';
import type { Settings } from '@postrider/contracts';
import { AddressPolicy, SecretBox } from '@postrider/domain';
import {
  apiKeyTable,
  bulkOperationTable,
  contactTable,
  customerTable,
  ClockCheck,
  Database,
  DatabaseClock,
  dataSourceOptions,
  deliveryTable,
  endpointTable,
  oauthGrantTable,
  portalSessionTable,
  publishedEventTable,
} from '@postrider/event-store';
import { Tracing } from '@postrider/process';
import { JobQueues, MessageEmitters } from '@postrider/queue';
import { AccessCheck } from './auth/access/access-check.js';
import { ApiKeys } from './auth/keys/api-keys.js';
import { AccessTokens } from './auth/oauth/access-tokens.js';
import { RevokedCredentials } from './auth/access/revoked-credentials.js';
import { KeyUses } from './auth/keys/key-uses.js';
import { ManagementRateLimit } from './auth/limits/management-rate-limit.js';
import { BrowserOriginsController } from './browser-origins/browser-origins.controller.js';
import { Cors } from './browser-origins/cors.js';
import { BulkCommands } from './bulk/bulk-commands.js';
import { BulkCountQueries } from './bulk/bulk-count-queries.js';
import { BulkQueries } from './bulk/bulk-queries.js';
import { ExportFiles } from './bulk/export-files.js';
import { BulkController } from './bulk/bulk.controller.js';
import { ContactCommands } from './contacts/contact-commands.js';
import { ContactMessages } from './contacts/contact-messages.js';
import { ContactQueries } from './contacts/contact-queries.js';
import { ContactSender } from './contacts/contact-sender.js';
import { ContactTests } from './contacts/contact-tests.js';
import { ContactsController } from './contacts/contacts.controller.js';
import { Mailer } from './contacts/mailer.js';
import { SlackChannel } from './contacts/slack-channel.js';
import { UnsubscribeLinks } from './contacts/unsubscribe-links.js';
import { CustomerCommands } from './customers/customer-commands.js';
import { CustomerQueries } from './customers/customer-queries.js';
import { CustomerLimitsController } from './customers/customer-limits.controller.js';
import { CustomersController } from './customers/customers.controller.js';
import { DeliveriesController } from './deliveries/deliveries.controller.js';
import { DeliveryExport } from './deliveries/delivery-export.js';
import { DeliveryQueries } from './deliveries/delivery-queries.js';
import { EndpointCommands } from './endpoints/endpoint-commands.js';
import { TestEventCommands } from './endpoints/test-event-commands.js';
import { EndpointQueries } from './endpoints/endpoint-queries.js';
import { EndpointsController } from './endpoints/endpoints.controller.js';
import type { KnownEventType } from './event-types/catalogue.js';
import { Catalogues } from './event-types/catalogues.js';
import { CompiledSchemas } from './event-types/compiled-schemas.js';
import { EventTypeCommands } from './event-types/event-type-commands.js';
import { EventTypesController } from './event-types/event-types.controller.js';
import { RequestFormatController } from './request-format/request-format.controller.js';
import { SearchablePathCommands } from './searchable-paths/searchable-path-commands.js';
import { SearchablePathsController } from './searchable-paths/searchable-paths.controller.js';
import { EventsController } from './events/events.controller.js';
import { PublishedEventQueries } from './events/published-event-queries.js';
import { Drain } from './health/drain.js';
import { HealthController } from './health/health.controller.js';
import { Readiness } from './health/readiness.js';
import { ErrorFilter } from './http/error-filter.js';
import { CommandRunner } from './commands/command-runner.js';
import { KeysController } from './keys/keys.controller.js';
import { KeyCommands } from './keys/key-commands.js';
import { KeyQueries } from './keys/key-queries.js';
import { EventMessages } from './listen/event-messages.js';
import { ListenController } from './listen/listen.controller.js';
import { Listeners } from './listen/listeners.js';
import { LiveController } from './live/live.controller.js';
import { LiveConnections } from './live/live-connections.js';
import { Maintenance } from './maintenance/maintenance.js';
import { GatewayMetrics } from './metrics/gateway-metrics.js';
import { EndpointFactsQueries } from './overview/endpoint-facts.js';
import { CustomerOverviewQueries } from './overview/customer-overview-queries.js';
import { EndpointMetricsQueries } from './overview/endpoint-metrics-queries.js';
import { AuthorizationCodes } from './oauth/authorization-codes.js';
import { ConsentController } from './oauth/consent.controller.js';
import { OAuthClients } from './oauth/oauth-clients.js';
import { OAuthGrantQueries } from './oauth/oauth-grant-queries.js';
import { OAuthGrantsController } from './oauth/oauth-grants.controller.js';
import { OAuthLimits } from './oauth/oauth-limits.js';
import { RefreshTokens } from './oauth/refresh-tokens.js';
import { OperationalEvents } from './operational-events/operational-events.js';
import { OverviewController } from './overview/overview.controller.js';
import { OverviewQueries } from './overview/overview-queries.js';
import { PortalScope } from './auth/portal/portal-scope.js';
import { PortalSessions } from './auth/portal/portal-sessions.js';
import { PortalCommands } from './portal/portal-commands.js';
import { PortalQueries } from './portal/portal-queries.js';
import { PortalController } from './portal/portal.controller.js';
import { EventCheck } from './publish/event-check.js';
import { PublishController } from './publish/publish.controller.js';
import { NewCustomers } from './publish/new-customers.js';
import { Publisher } from './publish/publisher.js';
import { Enqueuer } from './queues/enqueuer.js';
import { OpenApiController } from './reference/openapi.controller.js';
import { OrganizationDocuments } from './reference/organization-documents.js';
import { ReplayController } from './replay/replay.controller.js';
import { ReplayCommands } from './replay/replay-commands.js';
import { OperatorSessions } from './auth/sessions/operator-sessions.js';
import { SessionController } from './auth/sessions/session.controller.js';
import { Sessions } from './auth/sessions/sessions.js';
import { SignInLimit } from './auth/limits/sign-in-limit.js';
import { EntryPublisher } from './redis-ingest/entry-publisher.js';
import { RedisIngest } from './redis-ingest/redis-ingest.js';
import {
  ADDRESS_POLICY,
  CLOCK,
  CLOCK_CHECK,
  DATABASE,
  JOB_QUEUES,
  SECRET_BOX,
  SETTINGS,
  SHARED_EVENT_TYPES,
} from './tokens.js';

@Module({})
export class AppModule {
  static with(
    settings: Settings,
    sharedEventTypes: readonly KnownEventType[],
    { metrics, tracing }: { metrics: GatewayMetrics; tracing: Tracing },
  ): DynamicModule {
    const { redis } = settings;
    const { poolSize } = settings.database;
    return {
      module: this,
      imports: [
        TypeOrmModule.forRoot({ ...dataSourceOptions(settings.database), retryAttempts: 10 }),
        TypeOrmModule.forFeature([
          apiKeyTable,
          bulkOperationTable,
          contactTable,
          customerTable,
          endpointTable,
          deliveryTable,
          oauthGrantTable,
          portalSessionTable,
          publishedEventTable,
        ]),
      ],
      controllers: [
        OverviewController,
        CustomerLimitsController,
        CustomersController,
        EndpointsController,
        DeliveriesController,
        ReplayController,
        BulkController,
        EventTypesController,
        SearchablePathsController,
        RequestFormatController,
        BrowserOriginsController,
        PortalController,
        PublishController,
        EventsController,
        ContactsController,
        KeysController,
        OAuthGrantsController,
        ListenController,
        LiveController,
        HealthController,
        OpenApiController,
        ...(settings.dashboard.enabled ? [SessionController, ConsentController] : []),
      ],
      providers: [
        { provide: SETTINGS, useValue: settings },
        { provide: GatewayMetrics, useValue: metrics },
        { provide: Tracing, useValue: tracing },
        {
          provide: DATABASE,
          useFactory: () => new Database({ ...settings.database, size: poolSize, name: 'postrider-gateway' }),
        },
        { provide: CLOCK, useFactory: (database: Database) => new DatabaseClock(database), inject: [DATABASE] },
        {
          provide: CLOCK_CHECK,
          useFactory: (clock: DatabaseClock) =>
            new ClockCheck(clock, settings.database.clockToleranceMs, new Logger('clock')),
          inject: [CLOCK],
        },
        {
          provide: JOB_QUEUES,
          useFactory: (clock: DatabaseClock) =>
            new JobQueues({
              redisUrl: redis.url,
              prefix: redis.prefix,
              shards: redis.queueShards,
              jobAttempts: settings.jobs.attemptsPerJob,
              now: () => clock.now().getTime(),
            }),
          inject: [CLOCK],
        },
        { provide: MessageEmitters, useFactory: () => new MessageEmitters(redis.url, redis.prefix) },
        { provide: SECRET_BOX, useFactory: () => SecretBox.parse(settings.secrets.encryptionKeys) },
        { provide: ADDRESS_POLICY, useValue: AddressPolicy.of(settings) },
        { provide: SHARED_EVENT_TYPES, useValue: sharedEventTypes },
        { provide: APP_FILTER, useClass: ErrorFilter },
        Drain,
        AccessCheck,
        Cors,
        ApiKeys,
        RevokedCredentials,
        KeyUses,
        ManagementRateLimit,
        Sessions,
        PortalSessions,
        AccessTokens,
        OAuthClients,
        AuthorizationCodes,
        RefreshTokens,
        OAuthLimits,
        OAuthGrantQueries,
        PortalScope,
        PortalCommands,
        PortalQueries,
        OperatorSessions,
        SignInLimit,
        CommandRunner,
        BulkCommands,
        CustomerCommands,
        CustomerQueries,
        EndpointCommands,
        TestEventCommands,
        ContactCommands,
        ContactQueries,
        Mailer,
        SlackChannel,
        UnsubscribeLinks,
        ContactMessages,
        ContactSender,
        ContactTests,
        KeyCommands,
        ReplayCommands,
        BulkCountQueries,
        BulkQueries,
        DeliveryExport,
        ExportFiles,
        DeliveryQueries,
        EndpointQueries,
        KeyQueries,
        EndpointFactsQueries,
        CustomerOverviewQueries,
        EndpointMetricsQueries,
        OverviewQueries,
        PublishedEventQueries,
        Catalogues,
        OrganizationDocuments,
        CompiledSchemas,
        EventTypeCommands,
        SearchablePathCommands,
        EventCheck,
        NewCustomers,
        Publisher,
        Enqueuer,
        EventMessages,
        Listeners,
        LiveConnections,
        Maintenance,
        OperationalEvents,
        Readiness,
        ...(settings.redisIngest.enabled ? [EntryPublisher, RedisIngest] : []),
      ],
    };
  }
}
