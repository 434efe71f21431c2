import type { Contact } from '@postrider/sdk';
import { sanitize } from '@postrider/terminal';
import type { Screen } from '../output/output.js';
import { details, table } from '../output/table.js';
import { when } from '../output/text.js';

/** The URL of a Slack contact is a secret, of which the end is shown. */
const target = ({ address, url_host, url_last_four }: Contact): string =>
  sanitize(address ?? `${url_host ?? ''} …${url_last_four ?? ''}`);

const state = ({ disabled_reason }: Contact): string => disabled_reason ?? 'active';

const stateColor = (text: string, { disabled_reason }: Contact, { colors }: Screen): string =>
  disabled_reason === null ? colors.green(text) : colors.yellow(text);

const sent = ({ last_sent_at }: Contact, screen: Screen): string =>
  last_sent_at === null ? 'never' : when(last_sent_at, screen);

function test({ last_test }: Contact, { colors }: Screen): string | undefined {
  if (last_test === null) return undefined;
  const { outcome, error } = last_test;
  if (outcome === 'pending') return outcome;
  if (outcome === 'sent') return colors.green(outcome);
  return colors.red(error === null ? outcome : `${outcome}: ${sanitize(error)}`);
}

export const contactTable = table<Contact>([
  { heading: 'Contact', value: ({ id }) => id },
  { heading: 'Channel', value: ({ channel }) => channel },
  { heading: 'To', value: target },
  { heading: 'State', value: state, color: stateColor },
  { heading: 'Customer', value: ({ customer }) => customer?.uid ?? '', isOptional: true },
  { heading: 'Last message', value: sent, isOptional: true },
]);

export const contactDetails = (contact: Contact, screen: Screen): string =>
  details(
    [
      ['Contact', contact.id],
      ['Channel', contact.channel],
      ['To', target(contact)],
      ['Customer', contact.customer && sanitize(contact.customer.uid)],
      ['Event types', contact.event_types.join(', ')],
      ['State', stateColor(state(contact), contact, screen)],
      ['Last message', sent(contact, screen)],
      ['Last test', test(contact, screen)],
    ],
    screen,
  );
