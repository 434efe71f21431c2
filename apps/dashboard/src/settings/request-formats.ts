import type { RequestFormat, RequestFormatName, SignatureTemplate } from '@postrider/contracts';

const noHeaders: RequestFormat['headers'] = {
  id: null,
  timestamp: null,
  event_type: null,
  delivery_id: null,
  attempt: null,
  customer: null,
};
const user_agent = 'Postrider/{version}';

/** What the API sets of a template if nothing else is given. */
export const template = (header: string): SignatureTemplate => ({
  scheme: 'template',
  header,
  hash: 'sha256',
  encoding: 'hex',
  key: 'text',
  signed: '{body}',
  value: '{signature}',
  repeat: null,
});

/** The presets of the API, whose package stays out of the browser. */
export const requestFormats: Readonly<Record<RequestFormatName, RequestFormat>> = {
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
      {
        ...template('Stripe-Signature'),
        signed: '{timestamp}.{body}',
        value: 't={timestamp},v1={signature}',
        repeat: { part: 'v1={signature}', separator: ',' },
      },
    ],
  },
  github: {
    headers: { ...noHeaders, id: 'X-GitHub-Delivery', event_type: 'X-GitHub-Event' },
    user_agent,
    signatures: [{ ...template('X-Hub-Signature-256'), value: 'sha256={signature}' }],
  },
  shopify: {
    headers: {
      ...noHeaders,
      id: 'X-Shopify-Event-Id',
      event_type: 'X-Shopify-Topic',
      delivery_id: 'X-Shopify-Webhook-Id',
    },
    user_agent,
    signatures: [{ ...template('X-Shopify-Hmac-Sha256'), encoding: 'base64' }],
  },
};

export const presets = Object.keys(requestFormats) as RequestFormatName[];

export const isPreset = (name: string): name is RequestFormatName => name in requestFormats;

export const sameFormat = (one: RequestFormat, other: RequestFormat): boolean => canonical(one) === canonical(other);

/** The preset that a format is, if any. */
export const presetOf = (format: RequestFormat): RequestFormatName | undefined =>
  presets.find((name) => sameFormat(requestFormats[name], format));

/** Fields have no order. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
