import { setTimeout as pause } from 'node:timers/promises';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { isId, type Settings } from '@postrider/contracts';
import { oneLine, testMessage } from '@postrider/domain';
import type { ContactRow, Database, Sql } from '@postrider/event-store';
import { loadOwners } from '../customers/customer-store.js';
import { ApiError, notFound } from '../http/api-error.js';
import type { Caller } from '../http/caller.js';
import { DATABASE, SETTINGS } from '../tokens.js';
import { ContactSender } from './contact-sender.js';
import { lockContact, noteTestOutcome, requestTest } from './contact-store.js';
import { contactView } from './contact-view.js';
import type { SendResult } from './send-result.js';

/** Of what a mail server or Slack says. */
const errorLength = 500;

/**
 * Sends a test message once the call is committed, since a mail server may take longer than a transaction should, and notes
 * what came of it. If the gateway dies in between, there is no message: people see that, and ask again.
 */
@Injectable()
export class ContactTests {
  readonly #logger = new Logger('contacts');

  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(SETTINGS) private readonly settings: Pick<Settings, 'contacts'>,
    private readonly sender: ContactSender,
  ) {}

  async request(sql: Sql, { organization_id }: Caller, id: string) {
    const contact = isId('contact', id) ? await lockContact(sql, organization_id, id) : undefined;
    if (!contact) throw notFound.contact(id);
    if (contact.disabled_reason !== null) {
      const message = `webhook contact ${id} is disabled (${contact.disabled_reason}) and gets no messages; delete it and create another one`;
      throw new ApiError('contact_disabled', message, { resource: 'webhook_contact', id });
    }
    const { testIntervalMs } = this.settings.contacts;
    const { row, waitMs } = await requestTest(sql, id, testIntervalMs);
    if (!row) {
      const seconds = Math.max(1, Math.ceil(waitMs / 1_000));
      const limit = `limit one in ${String(testIntervalMs / 1_000)} s per contact`;
      const message = `too many test messages (${limit}); try again in ${String(seconds)} s`;
      throw new ApiError('contact_test_limited', message, {}, { 'retry-after': String(seconds) });
    }
    const owners = await loadOwners(sql, [row.customer_id]);
    return {
      body: contactView(row, owners.get(row.customer_id)),
      afterCommit: () => void this.#send(row),
    };
  }

  async #send(row: ContactRow): Promise<void> {
    try {
      const id = `${row.id}.test.${String(row.test_requested_at?.getTime() ?? 0)}`;
      const result = await Promise.race([this.sender.send(row, testMessage, id), this.#timeout()]);
      const error = result.kind === 'sent' ? null : oneLine(result.reason).slice(0, errorLength);
      await noteTestOutcome(this.database, row, result.kind, error);
    } catch (error) {
      this.#logger.error(error, 'a test message to a contact failed');
    }
  }

  async #timeout(): Promise<SendResult> {
    const { timeoutMs } = this.settings.contacts;
    await pause(timeoutMs, undefined, { ref: false });
    return { kind: 'failed', reason: `no response in ${String(timeoutMs)} ms`, isUnknown: true };
  }
}
