/** Short names for the API's types, which are generated (../generated/openapi.ts). */
import type { components, operations } from '../generated/openapi.js';

type Schemas = components['schemas'];
type QueryOf<Name extends keyof operations> = NonNullable<operations[Name]['parameters']['query']>;

export type Customer = Schemas['Customer'];
export type CustomerInput = Schemas['PutWebhookCustomerRequest'];
export type CustomerChanges = Schemas['UpdateWebhookCustomerRequest'];
export type CustomerLimits = Schemas['CustomerLimits'];
export type CustomerLimitChanges = Schemas['UpdateWebhookCustomerLimitsRequest'];
export type CustomerQuery = QueryOf<'list_webhook_customers'>;
/** Both ids of the customer that an endpoint, an event or a delivery belongs to. */
export type CustomerReference = Schemas['CustomerReference'];

export type Endpoint = Schemas['Endpoint'];
/** With its signing secret, which is shown only once. */
export type CreatedEndpoint = Schemas['CreatedEndpoint'];
export type Rotation = Schemas['RotateWebhookSecretRequest'];
export type RotatedSecret = Schemas['RotatedSecret'];
export type EndpointInput = Schemas['CreateWebhookEndpointRequest'];
export type EndpointChanges = Schemas['UpdateWebhookEndpointRequest'];
export type EndpointQuery = QueryOf<'list_webhook_endpoints'>;
export type RecoverRange = Schemas['RecoverWebhookEndpointRequest'];
export type TestInput = Schemas['SendWebhookTestRequest'];
export type RequestFormat = Schemas['RequestFormat'];
export type RequestFormatInput = Schemas['UpdateWebhookRequestFormatRequest'];

export type EventInput = Schemas['EventInput'];
export type PublishedEvent = Schemas['PublishedEvent'];
export type Event = Schemas['Event'];
export type EventDetail = Schemas['EventDetail'];
export type EventQuery = QueryOf<'list_webhook_events'>;
export type SearchablePaths = Schemas['SearchablePaths'];
export type BrowserOrigins = Schemas['BrowserOrigins'];

export type Delivery = Schemas['Delivery'];
export type DeliveryStatus = Delivery['status'];
export type DeliveryDetail = Schemas['DeliveryDetail'];
export type Attempt = Schemas['Attempt'];
export type DeliveryFilter = QueryOf<'count_webhook_deliveries'>;
export type DeliveryCount = Schemas['DeliveryCount'];
export type MissedEventCount = Schemas['MissedEventCount'];
export type DeliveryQuery = QueryOf<'list_webhook_deliveries'>;
export type ReplayFilter = Schemas['BulkReplayWebhookDeliveriesRequest'];
/** Filters, and the format of the file: `ndjson` by default. */
export type ExportInput = Partial<Schemas['StartWebhookExportRequest']>;

export type EventType = Schemas['EventType'];
export type EventTypeInput = Schemas['CreateWebhookEventTypeRequest'];
export type EventTypeChanges = Schemas['UpdateWebhookEventTypeRequest'];

export type ApiKey = Schemas['ApiKey'];
export type ApiKeyInput = Schemas['CreateWebhookKeyRequest'];
/** With the key itself, which is shown only once. */
export type CreatedApiKey = Schemas['CreatedApiKey'];
export type KeyQuery = QueryOf<'list_webhook_keys'>;

export type OAuthGrant = Schemas['OAuthGrant'];
export type OAuthGrantQuery = QueryOf<'list_webhook_oauth_grants'>;

export type Contact = Schemas['Contact'];
export type ContactInput = Schemas['CreateWebhookContactRequest'];
export type ContactQuery = QueryOf<'list_webhook_contacts'>;

export type PortalSettings = Schemas['PortalSettings'];
export type PortalSettingsChanges = Schemas['UpdateWebhookPortalRequest'];
export type PortalSession = Schemas['PortalSession'];
export type PortalSessionInput = Schemas['CreateWebhookPortalSessionRequest'];
export type PortalSessionQuery = QueryOf<'list_webhook_portal_sessions'>;
/** With its token and its address, which are shown only once. */
export type CreatedPortalSession = Schemas['CreatedPortalSession'];

export type Overview = Schemas['Overview'];
export type OverviewQuery = QueryOf<'get_webhook_overview'>;
export type EndpointActivity = Schemas['EndpointActivity'];
export type EndpointHistoryEntry = Schemas['EndpointHistoryEntry'];
export type EndpointHistoryQuery = QueryOf<'get_webhook_endpoint_history'>;
export type EndpointMetrics = Schemas['EndpointMetrics'];
export type EndpointMetricsQuery = QueryOf<'get_webhook_endpoint_metrics'>;
export type ActivityQuery = QueryOf<'list_webhook_endpoint_activity'>;
export type HistoryEntry = Schemas['HistoryEntry'];

export type BulkOperation = Schemas['BulkOperation'];
export type OperationQuery = QueryOf<'list_webhook_operations'>;
