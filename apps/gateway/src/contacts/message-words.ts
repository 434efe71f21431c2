import { MessageWords } from '@postrider/domain';
import type { OrganizationPortal } from '../portal/portal-settings-store.js';

/** The language and the texts of an organization's messages. */
export function wordsOf(portal: OrganizationPortal | undefined): MessageWords {
  const { message_language = null, message_texts = null } = portal?.settings ?? {};
  return new MessageWords({ language: message_language, texts: message_texts });
}
