import * as z from 'zod';
import { AppliedLimits, customerLimitFields } from './customers.js';
import { defineOperation } from './operation.js';

const fallback = 'null for the limit of the settings';

/** What customers without a limit of their own have. */
export const CustomerLimits = z
  .object({
    rate_limit: z
      .int()
      .nullable()
      .describe(`Maximum number of requests per second over all endpoints of a customer; ${fallback}.`),
    publish_limit: z
      .int()
      .nullable()
      .describe(`Maximum number of published events of a customer per second and gateway; ${fallback}.`),
    max_endpoints: z.int().nullable().describe(`Maximum number of endpoints of a customer; ${fallback}.`),
    limits: AppliedLimits,
  })
  .meta({ id: 'CustomerLimits' });
export type CustomerLimits = z.infer<typeof CustomerLimits>;

const none = { value: null, source: 'settings' } as const;
const example: CustomerLimits = {
  rate_limit: null,
  publish_limit: null,
  max_endpoints: null,
  limits: { rate_limit: none, publish_limit: none, max_endpoints: { value: 20, source: 'settings' } },
};

export const getCustomerLimits = defineOperation('GET /manage/v1/webhooks/customer-limits', {
  name: 'get_webhook_customer_limits',
  summary: 'Get the limits of customers',
  description: 'Returns the limits that the organization gives to customers without their own.',
  output: CustomerLimits,
  examples: [{ summary: 'Those of the settings', response: example }],
});

export const updateCustomerLimits = defineOperation('PATCH /manage/v1/webhooks/customer-limits', {
  name: 'update_webhook_customer_limits',
  summary: 'Update the limits of customers',
  description:
    'Sets limits for customers without their own, starting with the next call or request. A field that is not given keeps its value; null means the limit of the settings.',
  body: z.strictObject(customerLimitFields).partial(),
  output: CustomerLimits,
  errors: ['idempotency_key_reused'],
  examples: [
    {
      summary: '100 events per second for each customer',
      body: { publish_limit: 100 },
      response: {
        ...example,
        publish_limit: 100,
        limits: { ...example.limits, publish_limit: { value: 100, source: 'organization' } },
      },
    },
  ],
});
