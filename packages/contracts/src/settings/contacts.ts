import * as z from 'zod';
import { isMailbox } from './mailbox.js';
import { day, flag, gateway, hour, second, secret, url, whole } from './setting.js';

const minute = 60 * second;

/** Whom Postrider tells of events about itself, by e-mail and in Slack. */
export const contacts = {
  smtpUrl: secret(
    gateway('SMTP_URL', url('smtp:', 'smtps:').optional()).describe(
      'URL of the SMTP server for e-mail to contacts: `smtp://user:password@host:587`, or `smtps://` for TLS from the start. Without it, there is no e-mail.',
    ),
  ),
  mailFrom: gateway(
    'POSTRIDER_MAIL_FROM',
    z
      .string()
      .refine(isMailbox, 'expected an address such as alerts@example.com or Postrider <alerts@example.com>')
      .optional(),
  ).describe('Sender of e-mail to contacts, such as `Postrider <alerts@example.com>`.'),
  requireTls: gateway('POSTRIDER_SMTP_REQUIRE_TLS', flag(false)).describe(
    'Whether e-mail is sent only after STARTTLS. Without it, an `smtp://` server without TLS gets it as plain text.',
  ),
  max: gateway('POSTRIDER_CONTACTS_MAX', whole(1, 1_000, 10)).describe(
    'Maximum number of contacts per customer, and of the organization itself.',
  ),
  intervalMs: gateway('POSTRIDER_CONTACT_INTERVAL_MS', whole(50, hour, 2 * second)).describe(
    'How often a gateway looks for messages to contacts that are due, in milliseconds.',
  ),
  delayMs: gateway('POSTRIDER_CONTACT_DELAY_MS', whole(0, day, minute)).describe(
    'How long the first event after a quiet time waits for further ones, in milliseconds.',
  ),
  digestMinutes: gateway('POSTRIDER_CONTACT_DIGEST_MINUTES', whole(0, 7 * 24 * 60, 60)).describe(
    'Minimum time between two messages to a contact, in minutes.',
  ),
  timeoutMs: gateway('POSTRIDER_CONTACT_TIMEOUT_MS', whole(100, 10 * minute, 30 * second)).describe(
    'Timeout for sending a message to a contact, in milliseconds.',
  ),
  retryMs: gateway('POSTRIDER_CONTACT_RETRY_MS', whole(10, hour, 30 * second)).describe(
    'Pause after the first failure to send a message, in milliseconds. It doubles with each further one, up to an hour.',
  ),
  testIntervalMs: gateway('POSTRIDER_CONTACT_TEST_INTERVAL_MS', whole(0, day, 30 * second)).describe(
    'Minimum time between two test messages to a contact, in milliseconds.',
  ),
  keepMs: gateway('POSTRIDER_CONTACT_KEEP_MS', whole(second, 30 * day, day)).describe(
    'How long events wait for a contact that cannot be reached, in milliseconds. Then they are dropped.',
  ),
};
