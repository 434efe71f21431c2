import { Inject, Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { isId, type listCustomers, type QueryOf, type Settings } from '@postrider/contracts';
import { callDatabase, customerTable, type CustomerRow, type Database } from '@postrider/event-store';
import { IsNull, Raw, Repository } from 'typeorm';
import { notFound } from '../http/api-error.js';
import { findPage } from '../queries/find-page.js';
import { startsWith } from '../queries/starts-with.js';
import { DATABASE, SETTINGS } from '../tokens.js';
import { loadCustomerLimits } from './customer-limit-store.js';
import { customerView } from './customer-view.js';

@Injectable()
export class CustomerQueries {
  constructor(
    @InjectRepository(customerTable) private readonly customers: Repository<CustomerRow>,
    @Inject(DATABASE) private readonly database: Database,
    @Inject(SETTINGS) private readonly settings: Pick<Settings, 'customers'>,
  ) {}

  async list(organization_id: string, { search, ...page }: QueryOf<typeof listCustomers>) {
    const own = { organization_id, deleted_at: IsNull() };
    const where =
      search === undefined
        ? own
        : { ...own, uid: Raw((uid) => `(${startsWith(uid)} OR ${startsWith('name')})`, { start: search }) };
    const { data, next_cursor } = await findPage(this.customers, where, { kind: 'customer', ...page });
    const limits = await loadCustomerLimits(this.database, organization_id);
    return { data: data.map((state) => customerView(state, limits, this.settings)), next_cursor };
  }

  async get(organization_id: string, reference: string) {
    const key = isId('customer', reference) ? { id: reference } : { uid: reference };
    const own = { organization_id, ...key, deleted_at: IsNull() };
    const state = await callDatabase(() => this.customers.findOneBy(own));
    if (!state) throw notFound.customer(reference);
    return customerView(state, await loadCustomerLimits(this.database, organization_id), this.settings);
  }
}
