import * as z from 'zod';
import { disabledReasons, envelopes, type EndpointEvent } from '../domain-events.js';
import { eventTypeNameLength, isSubscription, subscriptionPattern } from '../event-types.js';
import {
  createdRange,
  Cursor,
  GivenName,
  isRange,
  JsonObject,
  Limit,
  Name,
  Page,
  PublishedTypeName,
  rangeError,
  Text,
  Timestamp,
  VersionCursor,
} from './common.js';
import { CallActor } from './call-actor.js';
import { CustomerReference, OwnerCustomer, Uid } from './customer-reference.js';
import { limitSources } from './customers.js';
import { DeliverySummary, exampleDelivery } from './deliveries.js';
import { exampleIds } from './example-ids.js';
import { Metadata, MetadataFilter } from './metadata.js';
import { defineOperation } from './operation.js';
import { isStrongEnough, OwnSecret, secretLimits, weakSecret } from './own-secret.js';
import { urlProblem, webUrlPattern } from './web-url.js';

export const endpointLimits = {
  urlLength: 2048,
  nameLength: 200,
  descriptionLength: 500,
  subscriptions: 100,
  rateLimit: 10_000,
} as const;

export const EndpointUrl = z
  .string()
  .max(endpointLimits.urlLength, `expected at most ${String(endpointLimits.urlLength)} characters`)
  .superRefine((value, context) => {
    const message = urlProblem(value);
    if (message !== undefined) context.addIssue({ code: 'custom', message, input: value });
  })
  .meta({
    pattern: webUrlPattern,
    description:
      'Absolute http or https URL of the receiver, without user name and password. Its address must be public or allowed by the operator.',
    examples: ['https://your-app.example.com/hooks/modelux'],
  });

const Subscription = z
  .string()
  .refine(isSubscription, { error: 'expected an event type, "*", or a prefix such as "budget.*"' })
  .meta({ pattern: subscriptionPattern, maxLength: eventTypeNameLength });

const Subscriptions = z
  .array(Subscription)
  .min(1, 'expected at least one event type')
  .max(endpointLimits.subscriptions, `expected at most ${String(endpointLimits.subscriptions)} event types`)
  .meta({ examples: [['budget.threshold_reached', 'routing_config.updated']] });

const Description = Text(endpointLimits.descriptionLength).nullable();

const rateLimitExpected = `expected a whole number of requests per second from 1 to ${String(endpointLimits.rateLimit)}, or null`;
const RateLimit = z
  .int(rateLimitExpected)
  .min(1, rateLimitExpected)
  .max(endpointLimits.rateLimit, rateLimitExpected)
  .nullable();

const overlapExpected = `expected a number of hours from 0 to ${String(secretLimits.overlapHours)}`;

const EnvelopeName = z
  .enum(envelopes)
  .describe(
    'What is around `data` in the request body: `default` is an object with `id`, `type`, `timestamp` and `data`; `cloudevents` is CloudEvents 1.0 in structured mode; `cloudevents_binary` is `data` alone with the headers `ce-*`; `data` is `data` alone. Deliveries keep that of the time when they were scheduled. Slack messages have none.',
  );

const EndpointInput = z.strictObject({
  url: EndpointUrl,
  event_types: Subscriptions,
  name: GivenName(endpointLimits.nameLength).nullable().optional(),
  description: Description.optional(),
  uid: Uid.nullable().describe('Your own id of the endpoint, unique among those of its owner.').optional(),
  metadata: Metadata.optional(),
  active: z.boolean().optional(),
  rate_limit: RateLimit.optional(),
  customers: z
    .enum(['all', 'none'])
    .describe(
      'Whether an endpoint of the organization itself also gets the events of every customer. The header `X-Modelux-Customer` names the customer.',
    )
    .optional(),
  envelope: EnvelopeName.optional(),
});

const EndpointLimits = z
  .object({
    rate_limit: z.object({
      value: z.int().nullable().describe('Requests per second; null for no limit.'),
      source: z
        .enum(['endpoint', ...limitSources])
        .describe(
          'Where the limit comes from: the endpoint, which has it alone, or its customer, the organization or the settings. The endpoints of a customer without their own share the one of the last three.',
        ),
    }),
  })
  .meta({ id: 'EndpointLimits', description: 'The limits that apply to an endpoint, and where each comes from.' });

export const Endpoint = z
  .object({
    id: z.string(),
    url: z.string(),
    event_types: z.array(z.string()).describe('Subscriptions: event types, prefixes such as `budget.*`, or `*`.'),
    name: z.string().nullable(),
    description: z.string().nullable(),
    uid: z.string().nullable().describe('Your own id of the endpoint. Null for a customer in the portal.'),
    metadata: z.record(z.string(), z.string()).describe('Your own texts, by name. None for a customer in the portal.'),
    customer: OwnerCustomer.optional().describe(
      'The customer that the endpoint belongs to; absent if it belongs to the organization itself.',
    ),
    customers: z
      .literal('all')
      .optional()
      .describe('`all` if the endpoint also gets the events of every customer; otherwise absent.'),
    active: z
      .boolean()
      .describe('Whether events are delivered to the endpoint. An inactive endpoint gets test events only.'),
    disabled_reason: z
      .enum(disabledReasons)
      .nullable()
      .describe(
        'Reason for an automatic deactivation: `gone` after a 410 response, `failing` after five days in which every attempt failed, `customer_inactive` while the customer is inactive. Null otherwise.',
      ),
    format: z
      .enum(['json', 'slack'])
      .describe('Format of the payload: `slack` if the URL is a Slack incoming webhook, otherwise `json`.'),
    envelope: EnvelopeName,
    rate_limit: z
      .int()
      .nullable()
      .describe(
        'Maximum number of requests per second of this endpoint; null for none of its own. An endpoint of a customer then shares the one of the customer: see `limits`.',
      ),
    limits: EndpointLimits,
    previous_secret_expires_at: Timestamp.nullable().describe(
      'Time until which a previous signing secret also signs; null if only the current one does.',
    ),
    created_at: Timestamp,
    updated_at: Timestamp,
  })
  .meta({ id: 'Endpoint' });
export type Endpoint = z.infer<typeof Endpoint>;

const exampleEndpoint: Endpoint = {
  id: exampleIds.endpoint,
  url: 'https://your-app.example.com/hooks/modelux',
  event_types: ['budget.*', 'routing_config.updated'],
  name: null,
  description: 'Production',
  uid: null,
  metadata: {},
  active: true,
  disabled_reason: null,
  format: 'json',
  envelope: 'default',
  rate_limit: null,
  limits: { rate_limit: { value: null, source: 'settings' } },
  previous_secret_expires_at: null,
  created_at: '2026-11-23T12:51:45.383Z',
  updated_at: '2026-11-23T12:51:45.383Z',
};

const exampleParams = { endpoint_id: exampleIds.endpoint };

export const EndpointParams = z.object({ endpoint_id: z.string().describe('Id of the endpoint (`whe_…`).') });

export const listEndpoints = defineOperation('GET /manage/v1/webhooks/endpoints', {
  name: 'list_webhook_endpoints',
  portal: 'view',
  summary: 'List endpoints',
  description: 'Returns the endpoints of the organization, newest first, without deleted endpoints.',
  query: z
    .strictObject({
      customer: CustomerReference.optional(),
      name: Name(endpointLimits.nameLength).optional().describe('Beginning of the name, in upper or lower case.'),
      uid: Uid.optional().describe('Your own id of the endpoint.'),
      metadata: MetadataFilter.optional(),
      ...createdRange,
      limit: Limit,
      cursor: Cursor('endpoint').optional(),
    })
    .refine(isRange, rangeError),
  output: Page(Endpoint),
  examples: [
    {
      summary: 'The newest endpoints',
      query: { limit: '20' },
      response: { data: [exampleEndpoint], next_cursor: null },
    },
  ],
});

export const getEndpoint = defineOperation('GET /manage/v1/webhooks/endpoints/{endpoint_id}', {
  name: 'get_webhook_endpoint',
  portal: 'view',
  summary: 'Get an endpoint',
  description: 'Returns an endpoint. The signing secret is returned only by create and rotate.',
  params: EndpointParams,
  output: Endpoint,
  errors: ['webhook_endpoint_not_found'],
  examples: [{ summary: 'An active endpoint', params: exampleParams, response: exampleEndpoint }],
});

export const createEndpoint = defineOperation('POST /manage/v1/webhooks/endpoints', {
  name: 'create_webhook_endpoint',
  portal: 'manage',
  summary: 'Create an endpoint',
  description:
    'Creates an endpoint and returns it with its `signing_secret`, which is generated unless you bring your own. The secret is returned only once: save it to verify deliveries.',
  body: EndpointInput.extend({ ...OwnSecret, customer: CustomerReference.optional() })
    .refine(isStrongEnough, weakSecret)
    .refine(({ customer, customers }) => customer === undefined || customers === undefined, {
      path: ['customers'],
      error: 'expected no value: the endpoint belongs to a customer',
    }),
  status: 201,
  output: Endpoint.extend({ signing_secret: z.string().describe('Signing secret, returned only once.') }).meta({
    id: 'CreatedEndpoint',
  }),
  errors: ['too_many_endpoints', 'endpoint_uid_exists', 'idempotency_key_reused'],
  examples: [
    {
      summary: 'Budget events and routing changes',
      body: {
        url: exampleEndpoint.url,
        event_types: exampleEndpoint.event_types,
        description: exampleEndpoint.description,
      },
      response: { ...exampleEndpoint, signing_secret: 'whsec_2pKq1RHwAxBIvqOvfJscGck+MDC6AnIbnrerx57TYGU=' },
    },
  ],
});

export const updateEndpoint = defineOperation('PATCH /manage/v1/webhooks/endpoints/{endpoint_id}', {
  name: 'update_webhook_endpoint',
  portal: 'manage',
  summary: 'Update an endpoint',
  description:
    'Changes the given fields, starting with the next attempt. Deactivating an endpoint fails its pending deliveries with `endpoint_inactive`; you can replay them later.',
  params: EndpointParams,
  body: EndpointInput.partial(),
  output: Endpoint,
  errors: ['webhook_endpoint_not_found', 'customer_inactive', 'endpoint_uid_exists', 'idempotency_key_reused'],
  examples: [
    {
      summary: 'A rate limit of 50 requests per second',
      params: exampleParams,
      body: { rate_limit: 50 },
      response: {
        ...exampleEndpoint,
        rate_limit: 50,
        limits: { rate_limit: { value: 50, source: 'endpoint' } },
        updated_at: '2026-11-23T13:02:10.114Z',
      },
    },
  ],
});

export const deleteEndpoint = defineOperation('DELETE /manage/v1/webhooks/endpoints/{endpoint_id}', {
  name: 'delete_webhook_endpoint',
  portal: 'manage',
  summary: 'Delete an endpoint',
  description:
    'Deletes an endpoint. Its pending deliveries, including retries, are still attempted, and its deliveries stay in the list.',
  params: EndpointParams,
  status: 204,
  output: z.undefined(),
  errors: ['webhook_endpoint_not_found', 'idempotency_key_reused'],
  examples: [{ summary: 'An endpoint that is no longer needed', params: exampleParams, response: undefined }],
});

export const rotateSecret = defineOperation('POST /manage/v1/webhooks/endpoints/{endpoint_id}/rotate-secret', {
  name: 'rotate_webhook_secret',
  portal: 'secrets',
  summary: 'Rotate the signing secret',
  description:
    'Returns a new signing secret, only once: a generated one, or your own. The previous secret stays valid for 24 hours or for `overlap_hours`: both secrets sign, so that you can change the receiver without a gap. A secret of your own that is the current one already is refused.',
  params: EndpointParams,
  body: z
    .strictObject({
      ...OwnSecret,
      overlap_hours: z
        .number(overlapExpected)
        .min(0, overlapExpected)
        .max(secretLimits.overlapHours, overlapExpected)
        .describe('Hours for which the previous secret also signs. 0 ends it now.')
        .optional(),
    })
    .refine(isStrongEnough, weakSecret),
  output: z
    .object({
      signing_secret: z.string().describe('New signing secret, returned only once.'),
      previous_secret_expires_at: Timestamp.describe('Time until which the previous secret also signs.'),
    })
    .meta({ id: 'RotatedSecret' }),
  errors: ['webhook_endpoint_not_found', 'too_many_secrets', 'idempotency_key_reused'],
  examples: [
    {
      summary: 'A new secret',
      params: exampleParams,
      response: {
        signing_secret: 'whsec_s0Zt8BvV1yqfWmJ3nXKc5hQe7uD2LrAoPg9iTzE4wF0=',
        previous_secret_expires_at: '2026-11-24T13:05:31.920Z',
      },
    },
    {
      summary: 'A secret of your own, with an overlap of a week',
      params: exampleParams,
      body: { signing_secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', overlap_hours: 168 },
      response: {
        signing_secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
        previous_secret_expires_at: '2026-11-30T13:05:31.920Z',
      },
    },
  ],
});

export const expirePreviousSecrets = defineOperation(
  'POST /manage/v1/webhooks/endpoints/{endpoint_id}/expire-previous-secrets',
  {
    name: 'expire_webhook_previous_secrets',
    portal: 'secrets',
    summary: 'End the previous signing secrets',
    description:
      'Ends the overlap of a rotation: from the next attempt on, only the current secret signs. Changes nothing if no previous secret is valid.',
    params: EndpointParams,
    output: Endpoint,
    errors: ['webhook_endpoint_not_found', 'idempotency_key_reused'],
    examples: [{ summary: 'The receiver has the new secret', params: exampleParams, response: exampleEndpoint }],
  },
);

export const endpointEventTypes = [
  'EndpointCreated',
  'EndpointUpdated',
  'EndpointActivated',
  'EndpointDeactivated',
  'EndpointSecretRotated',
  'EndpointPreviousSecretsExpired',
  'EndpointDeleted',
] as const satisfies readonly EndpointEvent['type'][];

export const EndpointHistoryEntry = z
  .object({
    version: z.int().describe('Position in the history, from 1.'),
    type: z.enum(endpointEventTypes).describe('Type of the domain event.'),
    occurred_at: Timestamp,
    data: z
      .record(z.string(), z.unknown())
      .describe('Data of the domain event, without signing secrets; its fields depend on the type.'),
    actor: CallActor.nullable().describe(
      'What asked for the change; null if it was Postrider itself, as after a 410 response.',
    ),
  })
  .meta({ id: 'EndpointHistoryEntry' });
export type EndpointHistoryEntry = z.infer<typeof EndpointHistoryEntry>;

export const getEndpointHistory = defineOperation('GET /manage/v1/webhooks/endpoints/{endpoint_id}/history', {
  name: 'get_webhook_endpoint_history',
  summary: 'Get the history of an endpoint',
  description: 'Returns the changes of an endpoint, newest first, and what asked for each. Deleted endpoints keep it.',
  params: EndpointParams,
  query: z.strictObject({ limit: Limit, cursor: VersionCursor.optional() }),
  output: Page(EndpointHistoryEntry),
  errors: ['webhook_endpoint_not_found'],
  examples: [
    {
      summary: 'An endpoint that was created and rotated',
      params: exampleParams,
      query: { limit: '20' },
      response: {
        data: [
          {
            version: 2,
            type: 'EndpointSecretRotated',
            occurred_at: '2026-11-23T13:05:31.920Z',
            data: { previous_secret_expires_at: '2026-11-24T13:05:31.920Z' },
            actor: { via: 'dashboard', key_id: exampleIds.apiKey, key_name: 'Ops' },
          },
          {
            version: 1,
            type: 'EndpointCreated',
            occurred_at: exampleEndpoint.created_at,
            data: {
              url: exampleEndpoint.url,
              event_types: exampleEndpoint.event_types,
              description: exampleEndpoint.description,
              active: true,
              rate_limit: null,
              format: 'json',
            },
            actor: { via: 'api', key_id: exampleIds.apiKey, key_name: 'Ops' },
          },
        ],
        next_cursor: null,
      },
    },
  ],
});

export const sendTest = defineOperation('POST /manage/v1/webhooks/endpoints/{endpoint_id}/test', {
  name: 'send_webhook_test',
  portal: 'test',
  summary: 'Send a test event',
  description:
    'Sends an event with `test: true` to this endpoint only, regardless of its subscriptions and whether it is active: the example of the event type, or your own `data`.',
  params: EndpointParams,
  body: z.strictObject({
    event_type: PublishedTypeName,
    data: JsonObject.describe('Data instead of the example. Must be valid by the schema of the event type.').optional(),
  }),
  status: 202,
  output: DeliverySummary,
  errors: ['webhook_endpoint_not_found', 'idempotency_key_reused'],
  examples: [
    {
      summary: 'A test event of type budget.exceeded',
      params: exampleParams,
      body: { event_type: 'budget.exceeded' },
      response: {
        ...exampleDelivery,
        id: exampleIds.testDelivery,
        event_id: exampleIds.testEvent,
        status: 'pending',
        test: true,
        attempt_count: 0,
        response_status: null,
        failure_reason: null,
        created_at: '2026-11-23T12:52:27.904Z',
        next_attempt_at: '2026-11-23T12:52:27.904Z',
        completed_at: null,
      },
    },
  ],
});
