import { createHash } from 'node:crypto';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { sealedFor, Unreadable, type SecretBox } from '@postrider/domain';
import type { Sql } from '@postrider/event-store';
import type { FastifyRequest } from 'fastify';
import { ApiError, validationFailed } from '../http/api-error.js';
import { rawBody } from '../http/json-body.js';
import { SECRET_BOX } from '../tokens.js';

const headerName = 'idempotency-key';
const pattern = /^[\x21-\x7e]{1,255}$/;

/** The `Idempotency-Key` of a request with what it stands for; undefined where the header is absent. */
export interface IdempotentRequest {
  key: string;
  /** SHA-256 of method, path and body: the same key with another request is refused. */
  fingerprint: Buffer;
}

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
    .update(rawBody(request))
    .digest();
  return { key, fingerprint };
}

export const keyReused = (key: string): ApiError =>
  new ApiError('idempotency_key_reused', `Idempotency-Key ${key} was used for a different request`, {
    field: 'Idempotency-Key',
  });

/**
 * Remembers the answers of management calls by their `Idempotency-Key` (conventions, Idempotency), in the transaction
 * that does the work: both are kept or neither. Answers are sealed, since some hold a signing secret.
 */
@Injectable()
export class Idempotency {
  readonly #logger = new Logger('idempotency');

  constructor(@Inject(SECRET_BOX) private readonly box: SecretBox) {}

  /** Claims the key; answers the first result if there is one. A twin under way is waited for. */
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
      this.#logger.error(error, 'the remembered answer to an Idempotency-Key cannot be opened');
      const message = `the answer to Idempotency-Key ${key} can no longer be read; look at what was done, then use another key`;
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
