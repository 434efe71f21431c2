import { Inject, Injectable } from '@nestjs/common';
import { isId, type Actor } from '@postrider/contracts';
import type { Database } from '@postrider/event-store';
import { CustomerCommands } from '../customers/customer-commands.js';
import { DATABASE } from '../tokens.js';
import { uidToCreate } from './named-customers.js';
import type { PublishRequest } from './publish-request.js';
import type { DecisionData } from './subscriptions.js';

/** Creates the customers that publish calls want to be created. */
@Injectable()
export class NewCustomers {
  constructor(
    @Inject(DATABASE) private readonly database: Database,
    private readonly customers: CustomerCommands,
  ) {}

  /** Each in a transaction of its own. Throws ApiError 422 above the limit of customers. */
  async create({ caller, events }: PublishRequest, find: DecisionData['customer']): Promise<void> {
    const { organization_id, key_id } = caller;
    for (const uid of new Set(events.map(uidToCreate))) {
      if (uid === undefined || find(organization_id, uid)) continue;
      await this.database.transaction((sql) => this.customers.ensure(sql, { organization_id, uid }, actorOf(key_id)));
    }
  }
}

/** Of a publish call: a key, a session of the dashboard, or an OAuth grant. Entries of Redis have none. */
function actorOf(credential: string | undefined): Actor | undefined {
  if (credential === undefined) return undefined;
  if (isId('oauthGrant', credential)) return { via: 'mcp', key_id: null, oauth_grant_id: credential };
  return isId('apiKey', credential) ? { via: 'api', key_id: credential } : { via: 'dashboard', key_id: null };
}
