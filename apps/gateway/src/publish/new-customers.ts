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

  /** Returns whether there were any. Throws ApiError 422 above the limit of customers. */
  async create(calls: readonly PublishRequest[], find: DecisionData['customer']): Promise<boolean> {
    const wanted = new Map<string, () => Promise<unknown>>();
    for (const { caller, events } of calls) {
      const { organization_id, key_id } = caller;
      for (const event of events) {
        const uid = uidToCreate(event);
        if (uid === undefined || find(organization_id, uid) !== undefined) continue;
        const actor = actorOf(key_id);
        wanted.set(`${organization_id} ${uid}`, () =>
          this.database.transaction((sql) => this.customers.ensure(sql, { organization_id, uid }, actor)),
        );
      }
    }
    for (const create of wanted.values()) await create();
    return wanted.size > 0;
  }
}

/** Of a publish call: a key, or a session of the dashboard. Entries of Redis have neither. */
function actorOf(credential: string | undefined): Actor | undefined {
  if (credential === undefined) return undefined;
  return isId('apiKey', credential) ? { via: 'api', key_id: credential } : { via: 'dashboard', key_id: null };
}
