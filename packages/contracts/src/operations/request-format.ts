import { RequestFormatInput } from '../request-format/input.js';
import { requestFormats } from '../request-format/presets.js';
import { RequestFormat } from '../request-format/request-format.js';
import { defineOperation } from './operation.js';

export const getRequestFormat = defineOperation('GET /manage/v1/webhooks/request-format', {
  name: 'get_webhook_request_format',
  portal: 'view',
  summary: 'Get the request format',
  description: 'Returns the names of the headers of requests to receivers, the `User-Agent`, and the signatures.',
  output: RequestFormat,
  examples: [{ summary: 'The format of Postrider', response: requestFormats.default }],
});

const ownNames: RequestFormat = {
  headers: {
    id: 'webhook-id',
    timestamp: 'webhook-timestamp',
    event_type: 'X-Acme-Event',
    delivery_id: 'X-Acme-Delivery',
    attempt: null,
    customer: null,
  },
  user_agent: 'Acme-Webhooks/1.0',
  signatures: [{ scheme: 'standard_webhooks', header: 'webhook-signature' }],
};

export const updateRequestFormat = defineOperation('PATCH /manage/v1/webhooks/request-format', {
  name: 'update_webhook_request_format',
  summary: 'Update the request format',
  description:
    'Sets the names of the headers of requests to all endpoints, the `User-Agent`, and one or two signatures, starting with the next attempt. Fields that you leave out stay as they are; with `preset`, they are those of it.',
  body: RequestFormatInput,
  output: RequestFormat,
  errors: ['idempotency_key_reused'],
  examples: [
    { summary: 'Receivers for Stripe', body: { preset: 'stripe' }, response: requestFormats.stripe },
    {
      summary: 'Names of your own',
      body: {
        preset: 'default',
        headers: { event_type: 'X-Acme-Event', delivery_id: 'X-Acme-Delivery', attempt: null, customer: null },
        user_agent: 'Acme-Webhooks/1.0',
        signatures: [{ scheme: 'standard_webhooks', header: 'webhook-signature' }],
      },
      response: ownNames,
    },
    { summary: 'The format of Postrider', body: { preset: 'default' }, response: requestFormats.default },
  ],
});
