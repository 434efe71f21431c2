import { bodyBytes, concat } from '../verify/body.js';
import { WebhookVerificationError } from '../verify/webhook-verification-error.js';

/** Reads a body part by part. Throws a WebhookVerificationError if it is too large or ends too early. */
export async function readParts(
  next: () => Promise<IteratorResult<Uint8Array | string, unknown>>,
  maxBytes: number,
): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for (let read = await nextPart(next); !read.done; read = await nextPart(next)) {
    const part = bodyBytes(read.value);
    size += part.length;
    checkSize(size, maxBytes);
    parts.push(part);
  }
  return concat(parts);
}

/** Throws a WebhookVerificationError if a body of this size is too large. */
export function checkSize(bytes: number, maxBytes: number): void {
  if (bytes > maxBytes) {
    throw new WebhookVerificationError('body_too_large', `body: expected at most ${maxBytes} bytes`);
  }
}

async function nextPart<T>(next: () => Promise<T>): Promise<T> {
  try {
    return await next();
  } catch {
    throw new WebhookVerificationError('incomplete_body', 'body: ended too early');
  }
}
