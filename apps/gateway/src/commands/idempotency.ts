import { createHash } from 'node:crypto';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { sealedFor, Unreadable, type SecretBox } from '@postrider/domain';
import type { Sql } from '@postrider/event-store';
import type { FastifyRequest } from 'fastify';
import { ApiError, validationFailed } from '../http/api-error.js';
import { SECRET_BOX } from '../tokens.js';

const headerName = 'idempotency-key';
const pattern = /^[\x21-\x7e]{1,255}$/;

/** The `Idempotency-Key` of a request. */
export interface IdempotentRequest {
  key: string;
  /** SHA-256 of method, path and body. The same key with another fingerprint is refused. */
  fingerprint: Buffer;
}

/** Returns undefined without the header. Throws ApiError 422 for a malformed key. */
export function idempotentRequest(request: FastifyRequest): IdempotentRequest | undefined {
  const key = request.headers[headerName];
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

/**
 * Stores the responses of management calls by their `Idempotency-Key`, in the transaction of the command. Responses are
 * sealed, since some have a signing secret.
 */
@Injectable()
export class Idempotency {
  readonly #logger = new Logger('idempotency');

  constructor(@Inject(SECRET_BOX) private readonly box: SecretBox) {}

  /** Claims the key. Returns the first call's result if there is one, and waits for a first call in progress. */
  async claim(sql: Sql, organizationId: string, request: IdempotentRequest): Promise<{ body: unknown } | undefined> {
    const { key, fingerprint } = request;
    const claimed = await sql.query(
      `INSERT INTO idempotency_keys (organization_id, key, fingerprint) VALUES ($1, $2, $3)
       ON CONFLICT DO NOTHING RETURNING key`,
      [organizationId, key, fingerprint],
    );
    if (claimed.rows.length > 0) return undefined;
    const { rows } = await sql.query<{ fingerprint: Buffer; sealed_body: string }>(
      'SELECT fingerprint, sealed_body FROM idempotency_keys WHERE organization_id = $1 AND key = $2',
      [organizationId, key],
    );
    const [first] = rows;
    if (!first?.fingerprint.equals(fingerprint)) throw keyReused(key);
    return JSON.parse(this.#open(organizationId, key, first.sealed_body)) as { body: unknown };
  }

  #open(organizationId: string, key: string, sealed: string): string {
    try {
      return this.box.open(sealed, sealedFor.idempotencyKey(organizationId, key));
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      this.#logger.error(error, 'the stored response of an Idempotency-Key cannot be opened');
      const message = `the stored response of Idempotency-Key ${key} cannot be opened; check the resource, then use another key`;
      throw new ApiError('idempotency_key_reused', message, { field: 'Idempotency-Key' });
    }
  }

  async save(sql: Sql, organizationId: string, request: IdempotentRequest, body: unknown): Promise<void> {
    await sql.query('UPDATE idempotency_keys SET sealed_body = $3 WHERE organization_id = $1 AND key = $2', [
      organizationId,
      request.key,
      this.box.seal(JSON.stringify({ body }), sealedFor.idempotencyKey(organizationId, request.key)),
    ]);
  }
}
