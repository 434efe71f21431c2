import { Inject, Injectable } from '@nestjs/common';
import type { Settings } from '@postrider/contracts';
import {
  digestSlack,
  sealedFor,
  type DigestContent,
  type DigestFrame,
  type MessageWords,
  type SecretBox,
} from '@postrider/domain';
import type { ContactRow, Database } from '@postrider/event-store';
import { findPortal } from '../portal/portal-settings-store.js';
import { DATABASE, SECRET_BOX, SETTINGS } from '../tokens.js';
import { Mailer } from './mailer.js';
import { wordsOf } from './message-words.js';
import type { SendResult } from './send-result.js';
import { SlackChannel } from './slack-channel.js';
import { UnsubscribeLinks } from './unsubscribe-links.js';

export type Recipient = Pick<ContactRow, 'id' | 'organization_id' | 'customer_id' | 'address' | 'sealed_url'>;

/** Sends a message to a contact by its channel. */
@Injectable()
export class ContactSender {
  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(SETTINGS) private readonly settings: Pick<Settings, 'http'>,
    @Inject(SECRET_BOX) private readonly box: SecretBox,
    private readonly mailer: Mailer,
    private readonly slack: SlackChannel,
    private readonly links: UnsubscribeLinks,
  ) {}

  /** `messageId` is the same for a repetition. */
  async send(
    contact: Recipient,
    compose: (words: MessageWords) => DigestContent,
    messageId: string,
  ): Promise<SendResult> {
    const frame = await this.#frameOf(contact);
    const content = compose(frame.words);
    const { id, address, sealed_url } = contact;
    if (address !== null) {
      const unsubscribeUrl = this.links.urlOf(id);
      return this.mailer.send({ to: address, content, frame: { ...frame, unsubscribeUrl }, id: messageId });
    }
    const url = this.box.open(sealed_url ?? '', sealedFor.contact(id));
    return this.slack.send(url, digestSlack(content, frame));
  }

  /** A customer sees the platform's name, and no link to the platform's dashboard. */
  async #frameOf({ organization_id, customer_id }: Recipient): Promise<DigestFrame> {
    const portal = await findPortal(this.database, organization_id);
    const organization = portal?.organization ?? '';
    const words = wordsOf(portal);
    if (customer_id !== null) {
      const name = portal?.settings.name ?? organization;
      return {
        words,
        name,
        accent: portal?.settings.accent_color ?? null,
        dashboardUrl: undefined,
        unsubscribeUrl: undefined,
      };
    }
    const { publicUrl } = this.settings.http;
    const dashboardUrl = publicUrl === undefined ? undefined : `${publicUrl.replace(/\/+$/, '')}/settings`;
    return { words, name: organization, accent: null, dashboardUrl, unsubscribeUrl: undefined };
  }
}
