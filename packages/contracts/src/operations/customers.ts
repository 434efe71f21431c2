import * as z from 'zod';
import { isSubscription, subscriptionPattern, eventTypeNameLength } from '../event-types.js';
import { createdRange, Cursor, GivenName, isRange, Limit, Name, Page, rangeError, Timestamp } from './common.js';
import { CustomerReference } from './customer-reference.js';
import { exampleIds } from './example-ids.js';
import { Metadata } from './metadata.js';
import { defineOperation } from './operation.js';

export const customerLimits = {
  nameLength: 200,
  requestsPerSecond: 10_000,
  eventsPerSecond: 100_000,
  endpoints: 1_000,
  allowedTypes: 100,
} as const;

const wholeOrNull = (what: string, max: number) => {
  const expected = `expected a whole number of ${what} from 1 to ${String(max)}, or null`;
  return z.int(expected).min(1, expected).max(max, expected).nullable();
};

const AllowedTypes = z
  .array(
    z
      .string()
      .refine(isSubscription, { error: 'expected an event type, "*", or a prefix such as "budget.*"' })
      .meta({ pattern: subscriptionPattern, maxLength: eventTypeNameLength }),
  )
  .min(1, 'expected at least one event type, or null')
  .max(customerLimits.allowedTypes, `expected at most ${String(customerLimits.allowedTypes)} event types`)
  .nullable();

export const customerLimitFields = {
  rate_limit: wholeOrNull('requests per second', customerLimits.requestsPerSecond),
  publish_limit: wholeOrNull('events per second', customerLimits.eventsPerSecond),
  max_endpoints: wholeOrNull('endpoints', customerLimits.endpoints),
};

const fields = {
  name: GivenName(customerLimits.nameLength).nullable(),
  metadata: Metadata,
  active: z.boolean(),
  ...customerLimitFields,
  allowed_event_types: AllowedTypes,
};

/** A field that is not given keeps its value, or has its default in a new customer. */
const CustomerInput = z.strictObject(fields).partial();

/** The nearest first. */
export const limitSources = ['customer', 'organization', 'settings'] as const;
const AppliedLimit = z.object({
  value: z.int().nullable().describe('Null for no limit.'),
  source: z
    .enum(limitSources)
    .describe('Where the limit comes from: the customer, its organization, or the settings of the installation.'),
});

export const AppliedLimits = z
  .object({ rate_limit: AppliedLimit, publish_limit: AppliedLimit, max_endpoints: AppliedLimit })
  .meta({ id: 'AppliedLimits', description: 'The limits that apply, and where each comes from.' });

export const Customer = z
  .object({
    id: z.string().describe('`cus_…`'),
    uid: z.string().describe('Your own id of the customer. It never changes.'),
    name: z.string().nullable(),
    metadata: z.record(z.string(), z.string()),
    active: z
      .boolean()
      .describe(
        'Whether events are delivered to the endpoints of the customer. Those of an inactive one are inactive.',
      ),
    rate_limit: z
      .int()
      .nullable()
      .describe('Maximum number of requests per second over all endpoints; null for that of the organization.'),
    publish_limit: z
      .int()
      .nullable()
      .describe('Maximum number of published events per second and gateway; null for that of the organization.'),
    max_endpoints: z.int().nullable().describe('Maximum number of endpoints; null for that of the organization.'),
    allowed_event_types: z
      .array(z.string())
      .nullable()
      .describe('Subscriptions that cover the event types the customer can get; null for all.'),
    limits: AppliedLimits,
    created_at: Timestamp,
    updated_at: Timestamp,
  })
  .meta({ id: 'Customer' });
export type Customer = z.infer<typeof Customer>;

const noLimit = { value: null, source: 'settings' } as const;
const exampleCustomer: Customer = {
  id: exampleIds.customer,
  uid: 'acme',
  name: 'Acme Inc.',
  metadata: { plan: 'pro' },
  active: true,
  rate_limit: null,
  publish_limit: null,
  max_endpoints: null,
  allowed_event_types: null,
  limits: { rate_limit: noLimit, publish_limit: noLimit, max_endpoints: { value: 20, source: 'settings' } },
  created_at: '2026-11-23T12:51:40.120Z',
  updated_at: '2026-11-23T12:51:40.120Z',
};

export const CustomerParams = z.object({ customer: CustomerReference });
const exampleParams = { customer: exampleIds.customer };
const path = '/manage/v1/webhooks/customers' as const;

export const listCustomers = defineOperation(`GET ${path}`, {
  name: 'list_webhook_customers',
  summary: 'List customers',
  description: 'Returns the customers of the organization, newest first, without deleted customers.',
  query: z
    .strictObject({
      search: Name(customerLimits.nameLength)
        .optional()
        .describe('Beginning of the uid or of the name, in upper or lower case.'),
      ...createdRange,
      limit: Limit,
      cursor: Cursor('customer').optional(),
    })
    .refine(isRange, rangeError),
  output: Page(Customer),
  examples: [
    {
      summary: 'Customers by the beginning of their uid or name',
      query: { search: 'ac', limit: '20' },
      response: { data: [exampleCustomer], next_cursor: null },
    },
  ],
});

export const getCustomer = defineOperation(`GET ${path}/{customer}`, {
  name: 'get_webhook_customer',
  summary: 'Get a customer',
  description: 'Returns a customer, by its id or by your own `uid`.',
  params: CustomerParams,
  output: Customer,
  errors: ['webhook_customer_not_found'],
  examples: [{ summary: 'A customer by its id', params: exampleParams, response: exampleCustomer }],
});

export const putCustomer = defineOperation(`PUT ${path}/{customer}`, {
  name: 'put_webhook_customer',
  summary: 'Create or replace a customer',
  description:
    'Creates the customer with this `uid`, or replaces all fields of the one that exists: fields that are not given get their default, `active` and the limits too. The same call again changes nothing. An id `cus_…` must exist.',
  params: CustomerParams,
  body: CustomerInput,
  output: Customer,
  errors: ['webhook_customer_not_found', 'too_many_customers', 'idempotency_key_reused'],
  examples: [
    {
      summary: 'A customer with its plan',
      params: { customer: 'acme' },
      body: { name: 'Acme Inc.', metadata: { plan: 'pro' } },
      response: exampleCustomer,
    },
  ],
});

export const updateCustomer = defineOperation(`PATCH ${path}/{customer}`, {
  name: 'update_webhook_customer',
  summary: 'Update a customer',
  description:
    'Changes the given fields. Deactivating a customer deactivates its endpoints, and activating it activates them again, without those that were deactivated for another reason.',
  params: CustomerParams,
  body: CustomerInput,
  output: Customer,
  errors: ['webhook_customer_not_found', 'idempotency_key_reused'],
  examples: [
    {
      summary: 'At most 50 requests per second',
      params: exampleParams,
      body: { rate_limit: 50 },
      response: {
        ...exampleCustomer,
        rate_limit: 50,
        limits: { ...exampleCustomer.limits, rate_limit: { value: 50, source: 'customer' } },
        updated_at: '2026-11-23T12:58:03.871Z',
      },
    },
  ],
});

export const deleteCustomer = defineOperation(`DELETE ${path}/{customer}`, {
  name: 'delete_webhook_customer',
  summary: 'Delete a customer',
  description:
    'Deletes a customer and its endpoints. Their pending deliveries are still attempted. The `uid` can be used again, for another customer.',
  params: CustomerParams,
  status: 204,
  output: z.undefined(),
  errors: ['webhook_customer_not_found', 'idempotency_key_reused'],
  examples: [{ summary: 'A customer that has left', params: exampleParams, response: undefined }],
});
