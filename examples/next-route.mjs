// A route handler for Next.js: app/webhooks/route.js. To run it without Next.js: examples/serve-route.mjs.

import { webhookHandler } from '@postrider/sdk/fetch';
import { handle } from './handle.mjs';

const secret = process.env.WEBHOOK_SECRET ?? '';

export const POST = webhookHandler({ secret }, handle);
