import type { PortalCapability } from '@postrider/contracts';
import { locale } from '../texts/language.js';
import { t } from '../texts/texts.js';

/** In the order of the forms. Every session has `view`. */
export const optionalCapabilities = ['manage', 'test', 'replay', 'secrets'] as const satisfies PortalCapability[];

const list = new Intl.ListFormat(locale, { type: 'conjunction' });

/** "everything", "read alone", or "read, send test events, and replay". */
export function capabilitiesInWords(capabilities: readonly PortalCapability[]): string {
  const chosen = optionalCapabilities.filter((each) => capabilities.includes(each));
  if (chosen.length === optionalCapabilities.length) return t(($) => $.customers.portal.everything);
  if (chosen.length === 0) return t(($) => $.customers.portal.readOnly);
  return list.format([
    t(($) => $.customers.portal.short.view),
    ...chosen.map((each) => t(($) => $.customers.portal.short[each])),
  ]);
}
