import { verify, WebhookVerificationError } from '@postrider/sdk/verify';
import type { ReceivedRequest } from '@postrider/testing';

/** Checks both signatures of a request. Returns what is wrong, or undefined. */
export async function signatureProblem(
  { rawBodyBuffer, headers }: ReceivedRequest,
  secret: string,
): Promise<string | undefined> {
  try {
    for (const signatureHeader of ['webhook-signature', 'x-modelux-signature'] as const) {
      await verify(rawBodyBuffer, headers, { secret, signatureHeader });
    }
    return undefined;
  } catch (error) {
    if (error instanceof WebhookVerificationError) return error.message;
    throw error;
  }
}
