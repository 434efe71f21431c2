import { Inject, Injectable } from '@nestjs/common';
import { idKind } from '@postrider/contracts';
import type { Database } from '@postrider/event-store';
import { ApiError } from '../../http/api-error.js';
import { DATABASE } from '../../tokens.js';
import { signedOut } from '../sessions/sessions.js';

/** Finds revoked keys and ended sessions, for SSE connections: these outlast the access check of their call. */
@Injectable()
export class RevokedCredentials {
  constructor(@Inject(DATABASE) private readonly database: Database) {}

  /** Returns those of `credentials` (`key_…`, `ses_…`) that are revoked or over. */
  async among(credentials: readonly string[]): Promise<string[]> {
    const { rows } = await this.database.query<{ id: string }>({
      name: 'find-revoked-credentials',
      text: `SELECT given.id FROM unnest($1::text[]) AS given (id)
              WHERE NOT EXISTS (SELECT 1 FROM api_keys k WHERE k.id = given.id AND k.revoked_at IS NULL)
                AND NOT EXISTS (SELECT 1 FROM sessions s LEFT JOIN api_keys k ON k.id = s.key_id
                                 WHERE s.id = given.id AND s.expires_at > now() AND k.revoked_at IS NULL)`,
      values: [credentials],
    });
    return rows.map(({ id }) => id);
  }

  /** The last message of a connection with such a credential. */
  error(credential: string): ApiError {
    return idKind(credential) === 'session'
      ? signedOut()
      : new ApiError('invalid_api_key', 'the API key is unknown or revoked');
  }
}
