import type { List } from '../list.js';
import type { RequestOptions } from '../options.js';
import { path } from '../path.js';
import type { Contact, ContactInput, ContactQuery } from '../types.js';
import { Resource } from './resource.js';

/** Whom Postrider tells of events about itself, by e-mail or in Slack. Needs a management key. */
export class Contacts extends Resource {
  /** Newest first, those of customers too. */
  list(query: ContactQuery = {}, options?: RequestOptions): List<Contact> {
    return this.transport.list({ path: path`/contacts`, query }, options);
  }

  async get(id: string, options?: RequestOptions): Promise<Contact> {
    return this.transport.call({ method: 'GET', path: path`/contacts/${id}` }, options);
  }

  /** The URL of a Slack contact is not returned again. */
  async create(contact: ContactInput, options?: RequestOptions): Promise<Contact> {
    return this.transport.call({ method: 'POST', path: path`/contacts`, body: contact }, options);
  }

  /** Sends a message that says that it is a test. `last_test` of `get` has what came of it. */
  async test(id: string, options?: RequestOptions): Promise<Contact> {
    return this.transport.call({ method: 'POST', path: path`/contacts/${id}/test` }, options);
  }

  /** What waits for it is not sent any more. */
  async delete(id: string, options?: RequestOptions): Promise<void> {
    await this.transport.call({ method: 'DELETE', path: path`/contacts/${id}` }, options);
  }
}
