import type { RequestFormat, SignatureScheme, SignatureTemplate } from './request-format.js';

const noHeaders: RequestFormat['headers'] = {
  id: null,
  timestamp: null,
  event_type: null,
  delivery_id: null,
  attempt: null,
  customer: null,
};
const user_agent = 'Postrider/{version}';

/** A template with the defaults of the API. */
const template = ({
  header,
  ...changes
}: Pick<SignatureTemplate, 'header'> & Partial<SignatureTemplate>): SignatureTemplate => ({
  scheme: 'template',
  header,
  hash: 'sha256',
  encoding: 'hex',
  key: 'text',
  signed: '{body}',
  value: '{signature}',
  repeat: null,
  ...changes,
});

/** The schemes with a name, as templates. */
export function templateOf(signature: SignatureScheme): SignatureTemplate {
  const { scheme, header } = signature;
  switch (scheme) {
    case 'hmac_hex':
      return template({ header });
    case 'standard_webhooks':
      return template({
        header,
        encoding: 'base64',
        key: 'decoded',
        signed: '{id}.{timestamp}.{body}',
        value: 'v1,{signature}',
        repeat: { part: 'v1,{signature}', separator: ' ' },
      });
    case 'template':
      return signature;
  }
}

/** Formats with a name: Postrider's own, and those that receivers for other senders verify. */
export const requestFormats = {
  default: {
    headers: {
      id: 'webhook-id',
      timestamp: 'webhook-timestamp',
      event_type: 'x-modelux-event',
      delivery_id: 'x-modelux-delivery',
      attempt: 'x-modelux-attempt',
      customer: 'x-modelux-customer',
    },
    user_agent,
    signatures: [
      { scheme: 'hmac_hex', header: 'x-modelux-signature' },
      { scheme: 'standard_webhooks', header: 'webhook-signature' },
    ],
  },
  'standard-webhooks': {
    headers: { ...noHeaders, id: 'webhook-id', timestamp: 'webhook-timestamp' },
    user_agent,
    signatures: [{ scheme: 'standard_webhooks', header: 'webhook-signature' }],
  },
  svix: {
    headers: { ...noHeaders, id: 'svix-id', timestamp: 'svix-timestamp' },
    user_agent,
    signatures: [{ scheme: 'standard_webhooks', header: 'svix-signature' }],
  },
  stripe: {
    headers: noHeaders,
    user_agent,
    signatures: [
      template({
        header: 'Stripe-Signature',
        signed: '{timestamp}.{body}',
        value: 't={timestamp},v1={signature}',
        repeat: { part: 'v1={signature}', separator: ',' },
      }),
    ],
  },
  github: {
    headers: { ...noHeaders, id: 'X-GitHub-Delivery', event_type: 'X-GitHub-Event' },
    user_agent,
    signatures: [template({ header: 'X-Hub-Signature-256', value: 'sha256={signature}' })],
  },
  shopify: {
    headers: {
      ...noHeaders,
      id: 'X-Shopify-Event-Id',
      event_type: 'X-Shopify-Topic',
      delivery_id: 'X-Shopify-Webhook-Id',
    },
    user_agent,
    signatures: [template({ header: 'X-Shopify-Hmac-Sha256', encoding: 'base64' })],
  },
} as const satisfies Record<string, RequestFormat>;

/** A stored format. An earlier release knew fewer headers: a new one is not sent. */
export const storedRequestFormat = (format: RequestFormat): RequestFormat => ({
  ...format,
  headers: { ...noHeaders, ...format.headers },
});

export type RequestFormatName = keyof typeof requestFormats;
export const requestFormatNames = Object.keys(requestFormats) as [RequestFormatName, ...RequestFormatName[]];
