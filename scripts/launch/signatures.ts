import type { RequestFormat } from '@postrider/sdk';
import { verifySignature, WebhookVerificationError, type SignatureHeader } from '@postrider/sdk/verify';
import type { ReceivedRequest } from '@postrider/testing';

const schemes = { 'webhook-signature': 'standard_webhooks', 'x-modelux-signature': 'hmac_hex' } as const;
const names = Object.keys(schemes) as SignatureHeader[];

/** The signatures of a request format that can be checked here. Those for receivers of other senders cannot. */
export function checkableSignatures({ headers, signatures }: RequestFormat): SignatureHeader[] {
  return names.filter(
    (name) =>
      signatures.some(({ header, scheme }) => header.toLowerCase() === name && scheme === schemes[name]) &&
      (name !== 'webhook-signature' || (headers.id === 'webhook-id' && headers.timestamp === 'webhook-timestamp')),
  );
}

export const presentSignatures = ({ headers }: ReceivedRequest): SignatureHeader[] =>
  names.filter((name) => headers[name] !== undefined);

/** What was checked, for people. */
export const verified = (signatures: readonly SignatureHeader[]): string =>
  signatures.length === 0 ? 'in a request format whose signature is not checked here' : 'signature verified';

/** Checks signatures of a request. Returns what is wrong, or undefined. */
export async function signatureProblem(
  { rawBodyBuffer, headers }: ReceivedRequest,
  secret: string,
  signatures: readonly SignatureHeader[],
): Promise<string | undefined> {
  try {
    for (const signatureHeader of signatures) {
      await verifySignature(rawBodyBuffer, headers, { secret, signatureHeader });
    }
    return undefined;
  } catch (error) {
    if (error instanceof WebhookVerificationError) return error.message;
    throw error;
  }
}
