import * as z from 'zod';
import { defineOperation } from './operation.js';
import { Origins } from './origin.js';

export const browserOriginLimits = { origins: 20 } as const;

export const BrowserOrigins = z
  .object({
    origins: z.array(z.string()).describe('Origins of the pages whose scripts may call this API.'),
  })
  .meta({ id: 'BrowserOrigins' });
export type BrowserOrigins = z.infer<typeof BrowserOrigins>;

const AllOrigins = Origins(browserOriginLimits.origins).describe(
  'All origins, such as `https://app.example.com`. Replaces the earlier ones.',
);

const example = { origins: ['https://app.example.com'] };

export const getBrowserOrigins = defineOperation('GET /manage/v1/webhooks/browser-origins', {
  name: 'get_webhook_browser_origins',
  summary: 'Get the browser origins',
  description: 'Returns the origins of the pages whose scripts may call this API (CORS).',
  output: BrowserOrigins,
  examples: [{ summary: 'No origins', response: { origins: [] } }],
});

export const updateBrowserOrigins = defineOperation('PATCH /manage/v1/webhooks/browser-origins', {
  name: 'update_webhook_browser_origins',
  summary: 'Update the browser origins',
  description:
    "Sets the origins of the pages whose scripts may call this API with a key or a portal token of the organization (CORS), starting with the next call. Whoever can open a page can read the key in it. The dashboard's cookie never counts for other origins.",
  body: z.strictObject({ origins: AllOrigins }),
  output: BrowserOrigins,
  errors: ['idempotency_key_reused'],
  examples: [{ summary: 'One page', body: example, response: example }],
});
