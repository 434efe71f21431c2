import type { RequestFormat } from '@postrider/contracts';

/** Whether the packages in the snippets find what they look for: the headers of Standard Webhooks. */
export const isVerifiable = ({ headers, signatures }: RequestFormat): boolean =>
  headers.id?.toLowerCase() === 'webhook-id' &&
  headers.timestamp?.toLowerCase() === 'webhook-timestamp' &&
  signatures.some(
    ({ scheme, header }) => scheme === 'standard_webhooks' && header.toLowerCase() === 'webhook-signature',
  );
