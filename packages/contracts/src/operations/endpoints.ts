import { z } from 'zod';
import { disabledReasons } from '../domain-events.js';
import { eventTypeNameLength, isSubscription, subscriptionPattern } from '../event-types.js';
import { Cursor, EventTypeName, Limit, Page, refusedInNames, Text, Timestamp } from './common.js';
import { DeliverySummary, exampleDelivery } from './deliveries.js';
import { exampleIds } from './example-ids.js';
import { defineOperation } from './operation.js';

export const endpointLimits = {
  urlLength: 2048,
  descriptionLength: 500,
  subscriptions: 100,
  rateLimit: 10_000,
} as const;

// URL parsers drop some control characters silently.
const unprintable = new RegExp(`[ ${refusedInNames}]`);

/** As much of `urlProblem` as a regular expression can tell, for JSON Schema. */
const urlPattern = `^[Hh][Tt][Tt][Pp][Ss]?:[^ ${refusedInNames}]+$`;

function urlProblem(value: string): string | undefined {
  if (unprintable.test(value)) return 'expected a URL without spaces or control characters';
  if (!value.isWellFormed()) return 'expected well-formed Unicode';
  if (!URL.canParse(value)) return 'expected an absolute http or https URL';
  const url = new URL(value);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return 'expected an http or https URL';
  if (url.username !== '' || url.password !== '') return 'expected a URL without user name or password';
  return undefined;
}

const EndpointUrl = z
  .string()
  .max(endpointLimits.urlLength, `expected at most ${String(endpointLimits.urlLength)} characters`)
  .superRefine((value, context) => {
    const message = urlProblem(value);
    if (message !== undefined) context.addIssue({ code: 'custom', message, input: value });
  })
  .meta({
    pattern: urlPattern,
    description:
      'An absolute http or https URL without user name and password, to a public address or one that the operator allows.',
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

export const Endpoint = z
  .object({
    id: z.string(),
    url: z.string(),
    event_types: z.array(z.string()).describe('Types, prefixes such as `budget.*`, or `*`.'),
    description: z.string().nullable(),
    active: z.boolean().describe('An inactive endpoint gets no events but test events.'),
    disabled_reason: z
      .enum(disabledReasons)
      .nullable()
      .describe('`gone` after a 410, `failing` after five days of nothing but failures; else null.'),
    format: z.enum(['json', 'slack']).describe('`slack` where the URL is a Slack incoming webhook.'),
    rate_limit: z.int().nullable().describe('Requests per second; null is no limit.'),
    created_at: Timestamp,
    updated_at: Timestamp,
  })
  .meta({ id: 'Endpoint' });
export type Endpoint = z.infer<typeof Endpoint>;

const exampleEndpoint: Endpoint = {
  id: exampleIds.endpoint,
  url: 'https://your-app.example.com/hooks/modelux',
  event_types: ['budget.*', 'routing_config.updated'],
  description: 'Production',
  active: true,
  disabled_reason: null,
  format: 'json',
  rate_limit: null,
  created_at: '2026-11-23T12:51:45.383Z',
  updated_at: '2026-11-23T12:51:45.383Z',
};

const exampleParams = { endpoint_id: exampleIds.endpoint };

const EndpointParams = z.object({ endpoint_id: z.string().describe("The endpoint's id (`whe_…`).") });

export const listEndpoints = defineOperation({
  name: 'list_webhook_endpoints',
  method: 'GET',
  path: '/manage/v1/webhooks/endpoints',
  access: 'management',
  summary: 'List endpoints',
  description: 'The endpoints of the organization, newest first. Deleted ones are left out.',
  query: z.strictObject({ limit: Limit, cursor: Cursor('endpoint').optional() }),
  status: 200,
  output: Page(Endpoint),
  examples: [{ summary: 'The newest', query: { limit: '20' }, answer: { data: [exampleEndpoint], next_cursor: null } }],
});

export const getEndpoint = defineOperation({
  name: 'get_webhook_endpoint',
  method: 'GET',
  path: '/manage/v1/webhooks/endpoints/{endpoint_id}',
  access: 'management',
  summary: 'Get an endpoint',
  description: 'One endpoint. Its signing secret is never shown again after create and rotate.',
  params: EndpointParams,
  status: 200,
  output: Endpoint,
  errors: ['webhook_endpoint_not_found'],
  examples: [{ summary: 'An active endpoint', params: exampleParams, answer: exampleEndpoint }],
});

export const createEndpoint = defineOperation({
  name: 'create_webhook_endpoint',
  method: 'POST',
  path: '/manage/v1/webhooks/endpoints',
  access: 'management',
  summary: 'Create an endpoint',
  description: 'Returns the endpoint with a generated `signing_secret`, shown once: save it for verifying deliveries.',
  body: z.strictObject({
    url: EndpointUrl,
    event_types: Subscriptions,
    description: Description.optional(),
    active: z.boolean().optional(),
    rate_limit: RateLimit.optional(),
  }),
  status: 201,
  output: Endpoint.extend({ signing_secret: z.string().describe('Shown this once.') }),
  errors: ['too_many_endpoints', 'idempotency_key_reused'],
  examples: [
    {
      summary: 'All about budgets, and changes of routing',
      body: {
        url: exampleEndpoint.url,
        event_types: exampleEndpoint.event_types,
        description: exampleEndpoint.description,
      },
      answer: { ...exampleEndpoint, signing_secret: 'whsec_2pKq1RHwAxBIvqOvfJscGck+MDC6AnIbnrerx57TYGU=' },
    },
  ],
});

export const updateEndpoint = defineOperation({
  name: 'update_webhook_endpoint',
  method: 'PATCH',
  path: '/manage/v1/webhooks/endpoints/{endpoint_id}',
  access: 'management',
  summary: 'Update an endpoint',
  description:
    'Changes the named fields, from the next attempt on. Deactivating fails the pending deliveries with `endpoint_inactive`; they can be replayed later.',
  params: EndpointParams,
  body: z.strictObject({
    url: EndpointUrl.optional(),
    event_types: Subscriptions.optional(),
    description: Description.optional(),
    active: z.boolean().optional(),
    rate_limit: RateLimit.optional(),
  }),
  status: 200,
  output: Endpoint,
  errors: ['webhook_endpoint_not_found', 'idempotency_key_reused'],
  examples: [
    {
      summary: 'At most fifty requests a second',
      params: exampleParams,
      body: { rate_limit: 50 },
      answer: { ...exampleEndpoint, rate_limit: 50, updated_at: '2026-11-23T13:02:10.114Z' },
    },
  ],
});

export const deleteEndpoint = defineOperation({
  name: 'delete_webhook_endpoint',
  method: 'DELETE',
  path: '/manage/v1/webhooks/endpoints/{endpoint_id}',
  access: 'management',
  summary: 'Delete an endpoint',
  description: 'Soft-delete. In-flight deliveries, pending retries too, still complete; its deliveries stay listed.',
  params: EndpointParams,
  status: 204,
  output: z.undefined(),
  errors: ['webhook_endpoint_not_found', 'idempotency_key_reused'],
  examples: [{ summary: 'An endpoint that is no longer needed', params: exampleParams, answer: undefined }],
});

export const rotateSecret = defineOperation({
  name: 'rotate_webhook_secret',
  method: 'POST',
  path: '/manage/v1/webhooks/endpoints/{endpoint_id}/rotate-secret',
  access: 'management',
  summary: 'Rotate the signing secret',
  description:
    'Returns a new signing secret once. The old one stays valid for 24 hours: both sign, so that a verifier can be changed without a gap.',
  params: EndpointParams,
  status: 200,
  output: z.object({
    signing_secret: z.string().describe('Shown this once.'),
    previous_secret_expires_at: Timestamp.describe('Until then the old secret signs as well.'),
  }),
  errors: ['webhook_endpoint_not_found', 'too_many_secrets', 'idempotency_key_reused'],
  examples: [
    {
      summary: 'A new secret beside the old one',
      params: exampleParams,
      answer: {
        signing_secret: 'whsec_s0Zt8BvV1yqfWmJ3nXKc5hQe7uD2LrAoPg9iTzE4wF0=',
        previous_secret_expires_at: '2026-11-24T13:05:31.920Z',
      },
    },
  ],
});

export const sendTest = defineOperation({
  name: 'send_webhook_test',
  method: 'POST',
  path: '/manage/v1/webhooks/endpoints/{endpoint_id}/test',
  access: 'management',
  summary: 'Send a test event',
  description:
    "Sends the event type's example with `test: true` to this endpoint alone, whatever it subscribes to, active or not.",
  params: EndpointParams,
  body: z.strictObject({ event_type: EventTypeName }),
  status: 202,
  output: DeliverySummary,
  errors: ['webhook_endpoint_not_found', 'idempotency_key_reused'],
  examples: [
    {
      summary: 'The example of budget.exceeded',
      params: exampleParams,
      body: { event_type: 'budget.exceeded' },
      answer: {
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
