import { Inject, Injectable } from '@nestjs/common';
import { isId, newId, settingGroups, type BodyOf, type createContact, type Settings } from '@postrider/contracts';
import { sealedFor, Unreadable, type AddressPolicy, type CustomerState, type SecretBox } from '@postrider/domain';
import type { DatabaseClock, Sql } from '@postrider/event-store';
import { lockCustomer } from '../customers/customer-store.js';
import { ApiError, notFound, validationFailed } from '../http/api-error.js';
import type { Caller } from '../http/caller.js';
import { ADDRESS_POLICY, CLOCK, SECRET_BOX, SETTINGS } from '../tokens.js';
import { deleteContact, insertContact, lockContacts, type ContactKey } from './contact-store.js';
import { contactView } from './contact-view.js';

const lastCharacters = 4;

@Injectable()
export class ContactCommands {
  constructor(
    @Inject(SETTINGS) private readonly settings: Pick<Settings, 'contacts' | 'endpoints' | 'http'>,
    @Inject(SECRET_BOX) private readonly box: SecretBox,
    @Inject(ADDRESS_POLICY) private readonly policy: AddressPolicy,
    @Inject(CLOCK) private readonly clock: DatabaseClock,
  ) {}

  async create(sql: Sql, { organization_id }: Caller, body: BodyOf<typeof createContact>) {
    const { channel, address, url, event_types = ['postrider.*'] } = body;
    this.#check(body);
    const customer = await this.#customerOf(sql, organization_id, body.customer);
    const owner = { organization_id, customer_id: customer?.id ?? null };
    const limit = this.settings.contacts.max;
    const existing = await lockContacts(sql, owner);
    this.#requireNew(existing, body);
    if (existing.length >= limit) {
      const per = customer ? 'customer' : 'organization';
      throw new ApiError('too_many_contacts', `too many contacts (limit ${String(limit)} per ${per})`);
    }
    const id = newId('contact', this.clock.now());
    const row = await insertContact(sql, {
      ...{ ...owner, id, channel, address: address ?? null, event_types: [...new Set(event_types)] },
      sealed_url: url === undefined ? null : this.box.seal(url, sealedFor.contact(id)),
      url_host: url === undefined ? null : new URL(url).host,
      url_last_four: url?.slice(-lastCharacters) ?? null,
    });
    return { body: contactView(row, customer && { id: customer.id, uid: customer.uid }) };
  }

  async delete(sql: Sql, { organization_id }: Caller, id: string) {
    const isDeleted = isId('contact', id) && (await deleteContact(sql, organization_id, id));
    if (!isDeleted) throw notFound.contact(id);
    return { body: undefined };
  }

  /** Throws ApiError 409 if one of the owner's contacts has the same address or URL. */
  #requireNew(existing: readonly ContactKey[], { address, url }: BodyOf<typeof createContact>): void {
    const same =
      address === undefined
        ? existing.find((row) => row.sealed_url !== null && this.#urlOf(row.id, row.sealed_url) === url)
        : existing.find((row) => row.address !== null && mailboxOf(row.address) === mailboxOf(address));
    if (!same) return;
    const field = address === undefined ? 'url' : 'address';
    const what = address === undefined ? 'URL' : 'address';
    const details = { resource: 'webhook_contact', id: same.id, field };
    throw new ApiError('contact_exists', `contact ${same.id} has this ${what} already`, details);
  }

  #urlOf(id: string, sealed: string): string | undefined {
    try {
      return this.box.open(sealed, sealedFor.contact(id));
    } catch (error) {
      // Of a key that the server does not have any more.
      if (error instanceof Unreadable) return undefined;
      throw error;
    }
  }

  /** Checks a new contact against the settings. Throws ApiError 422. */
  #check({ channel, url }: BodyOf<typeof createContact>): void {
    if (channel === 'email') {
      const missing = this.#missingForMail();
      if (missing.length === 0) return;
      const message = `expected "slack": this server cannot send e-mail without the settings ${missing.join(', ')}`;
      throw validationFailed([{ field: 'channel', message }]);
    }
    // Without DNS: the address of each connection is checked again.
    const { hostname, protocol } = new URL(url ?? '');
    const refusal = this.policy.hostRefusal(hostname);
    const httpsMissing = this.settings.endpoints.httpsOnly && protocol !== 'https:';
    const message = httpsMissing ? 'expected an https URL' : refusal && `expected a public address: ${refusal}`;
    if (message !== undefined) throw validationFailed([{ field: 'url', message }]);
  }

  /** Names of settings. Without a public URL, an e-mail has no link to unsubscribe. */
  #missingForMail(): string[] {
    const { contacts, http } = this.settings;
    const { smtpUrl, mailFrom } = settingGroups.contacts;
    return [
      ...(contacts.smtpUrl === undefined ? [smtpUrl.env] : []),
      ...(contacts.mailFrom === undefined ? [mailFrom.env] : []),
      ...(http.publicUrl === undefined ? [settingGroups.http.publicUrl.env] : []),
    ];
  }

  /** Locks the customer that a call names. Throws ApiError 422 if it is unknown. */
  async #customerOf(
    sql: Sql,
    organization_id: string,
    reference: string | undefined,
  ): Promise<CustomerState | undefined> {
    if (reference === undefined) return undefined;
    const customer = await lockCustomer(sql, { organization_id, reference });
    if (customer) return customer;
    throw validationFailed([{ field: 'customer', message: 'expected the id or the uid of a customer' }]);
  }
}

/** The same for addresses of one mailbox: domains have no upper and lower case. */
function mailboxOf(address: string): string {
  const at = address.lastIndexOf('@');
  return address.slice(0, at) + address.slice(at).toLowerCase();
}
