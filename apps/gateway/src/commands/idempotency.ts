import { createHash } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { ApiError, validationFailed } from '../http/api-error.js';

const pattern = /^[\x21-\x7e]{1,255}$/;

/** The `Idempotency-Key` of a request. */
export interface IdempotentRequest {
  key: string;
  /** SHA-256 of method, path and body. The same key with another fingerprint is refused. */
  fingerprint: Buffer;
}

/** Returns undefined without the header. Throws ApiError 422 for a malformed key. */
export function idempotentRequest(request: FastifyRequest): IdempotentRequest | undefined {
  const key = request.headers['idempotency-key'];
  if (key === undefined) return undefined;
  if (typeof key !== 'string' || !pattern.test(key)) {
    throw validationFailed([
      { field: 'Idempotency-Key', message: 'expected 1 to 255 printable ASCII characters without spaces' },
    ]);
  }
  const fingerprint = createHash('sha256')
    .update(`${request.method} ${request.url}\n`)
    .update(request.rawJson)
    .digest();
  return { key, fingerprint };
}

export const keyReused = (key: string): ApiError =>
  new ApiError('idempotency_key_reused', `Idempotency-Key ${key} was used for a different request`, {
    field: 'Idempotency-Key',
  });
