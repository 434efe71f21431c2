import { Inject, Injectable } from '@nestjs/common';
import { idKind } from '@postrider/contracts';
import type { Database } from '@postrider/event-store';
import { ApiError } from '../http/api-error.js';
import { signedOut } from './sessions.js';
import { DATABASE } from '../tokens.js';

/** Whether keys and sessions are still good, for streams: those outlast the call that was checked. */
@Injectable()
export class Credentials {
  constructor(@Inject(DATABASE) private readonly database: Database) {}

  /** Of these (`key_…`, `ses_…`) the ones that are worth nothing any more. */
  async ended(credentials: readonly string[]): Promise<string[]> {
    const { rows } = await this.database.query<{ id: string }>({
      name: 'find-ended-credentials',
      text: `SELECT asked.id FROM unnest($1::text[]) AS asked (id)
              WHERE NOT EXISTS (SELECT 1 FROM api_keys k WHERE k.id = asked.id AND k.revoked_at IS NULL)
                AND NOT EXISTS (SELECT 1 FROM sessions s LEFT JOIN api_keys k ON k.id = s.key_id
                                 WHERE s.id = asked.id AND s.expires_at > now() AND k.revoked_at IS NULL)`,
      values: [credentials],
    });
    return rows.map(({ id }) => id);
  }

  /** What a stream ends with whose credential has ended. */
  refusal(credential: string): ApiError {
    return idKind(credential) === 'session'
      ? signedOut()
      : new ApiError('invalid_api_key', 'the API key is unknown or revoked');
  }
}
