import * as z from 'zod';
import { customerOperationalSubscriptions, operationalSubscriptions } from '../operational-events.js';
import { createdRange, Cursor, isRange, Limit, Page, rangeError, Timestamp } from './common.js';
import { CustomerReference, OwnerCustomer } from './customer-reference.js';
import { EndpointUrl } from './endpoints.js';
import { exampleIds } from './example-ids.js';
import { addressPattern, isAddress } from './mail-address.js';
import { defineOperation } from './operation.js';

export const contactLimits = { addressLength: 254, eventTypes: 20 } as const;

export const contactChannels = ['email', 'slack'] as const;
export type ContactChannel = (typeof contactChannels)[number];

/** Why a contact hears nothing any more. */
export const contactDisabledReasons = ['unsubscribed', 'refused'] as const;
export type ContactDisabledReason = (typeof contactDisabledReasons)[number];

/** What came of a test message. */
export const contactTestOutcomes = ['pending', 'sent', 'refused', 'failed'] as const;
export type ContactTestOutcome = (typeof contactTestOutcomes)[number];

const Channel = z.enum(contactChannels);

export const Contact = z
  .object({
    id: z.string(),
    channel: Channel,
    address: z.string().nullable().describe('E-mail address; null for Slack.'),
    url_host: z.string().nullable().describe('Host of the Slack URL, which is a secret; null for e-mail.'),
    url_last_four: z.string().nullable().describe('Last four characters of the Slack URL; null for e-mail.'),
    customer: OwnerCustomer.optional().describe(
      'The customer that the contact hears about; absent for everything of the organization.',
    ),
    event_types: z
      .array(z.string())
      .describe('Types of events about Postrider itself, or prefixes such as `postrider.*`.'),
    disabled_reason: z
      .enum(contactDisabledReasons)
      .nullable()
      .describe(
        'Why the contact gets no messages any more: `unsubscribed` by the link in an e-mail, or permanently `refused` by the mail server or Slack. Null while it gets them.',
      ),
    disabled_at: Timestamp.nullable(),
    last_sent_at: Timestamp.nullable().describe('Time of the last message; null if there was none.'),
    last_test: z
      .object({
        requested_at: Timestamp,
        outcome: z
          .enum(contactTestOutcomes)
          .describe(
            '`sent`: the mail server or Slack accepted it. `refused`: it takes nothing for this address or URL. `failed`: the message did not get there.',
          ),
        error: z.string().nullable().describe('What the mail server or Slack said, or why it was not reached.'),
      })
      .nullable()
      .describe('The last test message; null if there was none.'),
    created_at: Timestamp,
  })
  .meta({ id: 'Contact' });
export type Contact = z.infer<typeof Contact>;

const exampleContact: Contact = {
  id: exampleIds.contact,
  channel: 'slack',
  address: null,
  url_host: 'hooks.slack.com',
  url_last_four: 'W0aB',
  event_types: ['postrider.endpoint.*', 'postrider.delivery.failed'],
  disabled_reason: null,
  disabled_at: null,
  last_sent_at: null,
  last_test: null,
  created_at: '2026-11-23T13:20:11.530Z',
};

const ContactParams = z.object({ contact_id: z.string().describe('Id of the contact (`ctc_…`).') });

const EventTypes = z
  .array(z.enum(operationalSubscriptions as [string, ...string[]]))
  .min(1, 'expected at least one event type')
  .max(contactLimits.eventTypes, `expected at most ${String(contactLimits.eventTypes)} event types`);

const Address = z
  .string()
  .max(contactLimits.addressLength, `expected at most ${String(contactLimits.addressLength)} characters`)
  .refine(isAddress, { error: 'expected an e-mail address such as ops@example.com' })
  .meta({ pattern: addressPattern.source, examples: ['ops@example.com'] });

const fieldOf = { email: 'address', slack: 'url' } as const;

const ContactInput = z
  .strictObject({
    channel: Channel,
    address: Address.describe('E-mail address, for `email`.').optional(),
    url: EndpointUrl.describe('URL of a Slack incoming webhook, for `slack`. Not returned again.').optional(),
    customer: CustomerReference.describe(
      'The customer that the contact hears about. Without it, everything of the organization.',
    ).optional(),
    event_types: EventTypes.describe(
      'Types of events about Postrider itself, or prefixes. Defaults to all.',
    ).optional(),
  })
  .superRefine((input, context) => {
    const needed = fieldOf[input.channel];
    const other = needed === 'address' ? 'url' : 'address';
    if (input[needed] === undefined) {
      context.addIssue({ code: 'custom', path: [needed], message: `is required for the channel "${input.channel}"` });
    }
    if (input[other] !== undefined) {
      context.addIssue({
        code: 'custom',
        path: [other],
        message: `expected no value for the channel "${input.channel}"`,
      });
    }
    if (input.customer === undefined) return;
    input.event_types?.forEach((type, i) => {
      if (customerOperationalSubscriptions.includes(type)) return;
      const message = 'expected a type that a customer gets: these events are about the organization alone';
      context.addIssue({ code: 'custom', path: ['event_types', i], message });
    });
  });

export const createContact = defineOperation('POST /manage/v1/webhooks/contacts', {
  name: 'create_webhook_contact',
  summary: 'Create a contact',
  description:
    'Adds an e-mail address or a Slack URL that is told of events about Postrider itself, in at most one message an hour.',
  body: ContactInput,
  status: 201,
  output: Contact,
  errors: ['contact_exists', 'too_many_contacts', 'idempotency_key_reused'],
  examples: [
    {
      summary: 'A channel in Slack',
      body: {
        channel: 'slack',
        url: 'https://hooks.slack.com/services/T00000000/B00000000/example-of-a-secret-W0aB',
        event_types: exampleContact.event_types,
      },
      response: exampleContact,
    },
  ],
});

export const listContacts = defineOperation('GET /manage/v1/webhooks/contacts', {
  name: 'list_webhook_contacts',
  summary: 'List contacts',
  description: 'Returns the contacts of the organization and of its customers, newest first.',
  query: z
    .strictObject({
      customer: CustomerReference.optional(),
      channel: Channel.optional(),
      ...createdRange,
      limit: Limit,
      cursor: Cursor('contact').optional(),
    })
    .refine(isRange, rangeError),
  output: Page(Contact),
  examples: [{ summary: 'All contacts', response: { data: [exampleContact], next_cursor: null } }],
});

export const getContact = defineOperation('GET /manage/v1/webhooks/contacts/{contact_id}', {
  name: 'get_webhook_contact',
  summary: 'Get a contact',
  description: 'Returns a contact, and why it gets no messages any more if it is disabled.',
  params: ContactParams,
  output: Contact,
  errors: ['webhook_contact_not_found'],
  examples: [{ summary: 'A contact', params: { contact_id: exampleIds.contact }, response: exampleContact }],
});

export const deleteContact = defineOperation('DELETE /manage/v1/webhooks/contacts/{contact_id}', {
  name: 'delete_webhook_contact',
  summary: 'Delete a contact',
  description: 'Deletes a contact, and what waits for it. It gets no further messages.',
  params: ContactParams,
  status: 204,
  output: z.undefined(),
  errors: ['webhook_contact_not_found', 'idempotency_key_reused'],
  examples: [{ summary: 'Somebody who has left', params: { contact_id: exampleIds.contact }, response: undefined }],
});

export const testContact = defineOperation('POST /manage/v1/webhooks/contacts/{contact_id}/test', {
  name: 'test_webhook_contact',
  summary: 'Send a test message to a contact',
  description:
    'Sends a message that says that it is a test. `last_test` of the contact has what came of it, within the timeout of messages.',
  params: ContactParams,
  status: 202,
  output: Contact,
  errors: ['webhook_contact_not_found', 'contact_disabled', 'contact_test_limited', 'idempotency_key_reused'],
  examples: [
    {
      summary: 'A test message that is being sent',
      params: { contact_id: exampleIds.contact },
      response: {
        ...exampleContact,
        last_test: { requested_at: '2026-11-23T13:21:40.117Z', outcome: 'pending', error: null },
      },
    },
  ],
});
