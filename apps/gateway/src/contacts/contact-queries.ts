import { Inject, Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { isId, type listContacts, type QueryOf } from '@postrider/contracts';
import { callDatabase, contactTable, type ContactRow, type Database } from '@postrider/event-store';
import { Repository } from 'typeorm';
import { findCustomerId, loadOwners } from '../customers/customer-store.js';
import { notFound } from '../http/api-error.js';
import { findPage } from '../queries/find-page.js';
import { DATABASE } from '../tokens.js';
import { contactView } from './contact-view.js';

@Injectable()
export class ContactQueries {
  constructor(
    @InjectRepository(contactTable) private readonly contacts: Repository<ContactRow>,
    @Inject(DATABASE) private readonly database: Database,
  ) {}

  async list(organization_id: string, { customer, channel, ...page }: QueryOf<typeof listContacts>) {
    const customer_id =
      customer === undefined
        ? undefined
        : await findCustomerId(this.database, { organization_id, reference: customer });
    if (customer !== undefined && customer_id === undefined) return { data: [], next_cursor: null };
    const where = {
      organization_id,
      ...(customer_id !== undefined && { customer_id }),
      ...(channel !== undefined && { channel }),
    };
    const { data, next_cursor } = await findPage(this.contacts, where, { kind: 'contact', ...page });
    const owners = await loadOwners(
      this.database,
      data.map((row) => row.customer_id),
    );
    return { data: data.map((row) => contactView(row, owners.get(row.customer_id))), next_cursor };
  }

  async get(organization_id: string, id: string) {
    const row = isId('contact', id) ? await callDatabase(() => this.contacts.findOneBy({ id, organization_id })) : null;
    if (!row) throw notFound.contact(id);
    const owners = await loadOwners(this.database, [row.customer_id]);
    return contactView(row, owners.get(row.customer_id));
  }
}
