import { Inject, Injectable } from '@nestjs/common';
import { portalCapabilities } from '@postrider/contracts';
import type { Database, PortalSessionRow } from '@postrider/event-store';
import type { PortalAccess } from '../../http/caller.js';
import { DATABASE } from '../../tokens.js';
import { generateToken, hashToken } from '../token.js';

/** Tells tokens of portal sessions from API keys. */
const prefix = 'pst_';

export const newPortalToken = (): string => prefix + generateToken();
export const isPortalToken = (token: string): boolean => token.startsWith(prefix);

/** A session with what its page shows. */
export type FoundPortalSession = Pick<PortalSessionRow, 'return_url' | 'theme' | 'expires_at'> & PortalAccess;

type Row = Pick<
  PortalSessionRow,
  'id' | 'organization_id' | 'customer_id' | 'capabilities' | 'return_url' | 'theme' | 'expires_at'
> & { uid: string; name: string | null };

/** Finds portal sessions by their tokens. One ends at a fixed time, when it is revoked, or with its customer. */
@Injectable()
export class PortalSessions {
  constructor(@Inject(DATABASE) private readonly database: Database) {}

  /** Reads Postgres, so that a revoked session is refused at once. */
  async find(token: string): Promise<FoundPortalSession | undefined> {
    const { rows } = await this.database.query<Row>({
      name: 'find-portal-session',
      text: `SELECT s.id, s.organization_id, s.customer_id, s.capabilities, s.return_url, s.theme, s.expires_at,
                    c.uid, c.name
               FROM portal_sessions s
               JOIN customers c ON c.id = s.customer_id AND c.organization_id = s.organization_id
              WHERE s.hash = $1 AND s.expires_at > now() AND c.deleted_at IS NULL`,
      values: [hashToken(token)],
    });
    const [row] = rows;
    if (!row) return undefined;
    const { id, customer_id, uid, name, capabilities, ...session } = row;
    return {
      ...session,
      session_id: id,
      customer: { id: customer_id, uid, name },
      capabilities: new Set(portalCapabilities.filter((each) => capabilities.includes(each))),
    };
  }
}
