import type { List } from '../list.js';
import type { RequestOptions } from '../options.js';
import { path } from '../path.js';
import type {
  Customer,
  CustomerChanges,
  CustomerInput,
  CustomerLimitChanges,
  CustomerLimits,
  CustomerQuery,
} from '../types.js';
import { Resource } from './resource.js';

/** The organization's own customers, each by its id (`cus_…`) or by your `uid`. Needs a management key. */
export class Customers extends Resource {
  /** Newest first, without deleted customers. */
  list(query: CustomerQuery = {}, options?: RequestOptions): List<Customer> {
    return this.transport.list({ path: path`/customers`, query }, options);
  }

  async get(customer: string, options?: RequestOptions): Promise<Customer> {
    return this.transport.call({ method: 'GET', path: path`/customers/${customer}` }, options);
  }

  /** Creates the customer with this `uid`, or replaces all fields of the one that exists. */
  async put(customer: string, fields: CustomerInput = {}, options?: RequestOptions): Promise<Customer> {
    return this.transport.call({ method: 'PUT', path: path`/customers/${customer}`, body: fields }, options);
  }

  /** Changes the given fields. `active: false` deactivates its endpoints until it is active again. */
  async update(customer: string, changes: CustomerChanges, options?: RequestOptions): Promise<Customer> {
    return this.transport.call({ method: 'PATCH', path: path`/customers/${customer}`, body: changes }, options);
  }

  /** Deletes its endpoints too. Their pending deliveries still complete, with their retries. */
  async delete(customer: string, options?: RequestOptions): Promise<void> {
    await this.transport.call({ method: 'DELETE', path: path`/customers/${customer}` }, options);
  }

  /** The limits of customers without their own. */
  async limits(options?: RequestOptions): Promise<CustomerLimits> {
    return this.transport.call({ method: 'GET', path: path`/customer-limits` }, options);
  }

  /** Null means the limit of the settings. */
  async updateLimits(changes: CustomerLimitChanges, options?: RequestOptions): Promise<CustomerLimits> {
    return this.transport.call({ method: 'PATCH', path: path`/customer-limits`, body: changes }, options);
  }
}
