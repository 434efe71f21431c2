import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterAll, afterEach, beforeAll, expect, it } from '@jest/globals';
import type { Contact } from '@postrider/contracts';
import { Database } from '@postrider/event-store';
import { waitUntil } from '@postrider/testing';

import { MailServer, type ReceivedMail } from '../support/mail-server.js';
import { patienceMs } from '../support/patience.js';
import { type Postrider, startPostrider } from '../support/postrider.js';

/** How they were made: `make.sh` in their folder. */
const fixtures = join(import.meta.dirname, '..', 'fixtures', 'tls');
const certificate = (name: string) => ({
  cert: readFileSync(join(fixtures, `${name}.crt`)),
  key: readFileSync(join(fixtures, `${name}.key`)),
});

let mail: MailServer;
let postrider: Postrider;
let database: Database;

beforeAll(async () => {
  mail = await MailServer.start();
  postrider = await startPostrider({
    settings: {
      SMTP_URL: mail.url,
      NODE_EXTRA_CA_CERTS: join(fixtures, 'authority.crt'),
      POSTRIDER_SMTP_REQUIRE_TLS: 'true',
      POSTRIDER_MAIL_FROM: 'alerts@hooks.example.com',
      POSTRIDER_PUBLIC_URL: 'https://hooks.example.com',
      POSTRIDER_ALERT_INTERVAL_MS: '50',
      POSTRIDER_CONTACT_INTERVAL_MS: '100',
      POSTRIDER_CONTACT_DELAY_MS: '0',
      POSTRIDER_CONTACT_RETRY_MS: '200',
    },
  });
  database = new Database({ url: postrider.databaseUrl, size: 1, timeoutMs: 20_000, name: 'e2e' });
});
afterAll(async () => {
  await database.end();
  await postrider.end();
  await mail.stop();
});
afterEach(() => postrider.manage.deleteEndpoints());

async function restartWith(tls: MailServer['tls']): Promise<void> {
  await mail.stop();
  mail.tls = tls;
  mail.logins = 0;
  mail.seen = 0;
  await mail.start();
}

async function contactWithNews(address: string): Promise<string> {
  const { id } = (await postrider.manage.expect(201, 'POST', '/contacts', {
    json: { channel: 'email', address },
  })) as Contact;
  const endpoint = await postrider.manage.createEndpoint({
    ...{ url: 'https://example.com/hooks', name: 'Billing of Acme', event_types: ['budget.*'] },
  });
  await postrider.manage.updateEndpoint(endpoint.id, { active: false });
  return id;
}

const mailTo = (address: string): Promise<ReceivedMail> =>
  waitUntil(() => Promise.resolve(mail.to(address)[0]), { what: `an e-mail to ${address}`, timeoutMs: patienceMs });

const failed = (id: string): Promise<boolean> =>
  waitUntil(
    async () => {
      const { rows } = await database.query<{ failures: number }>('SELECT failures FROM contacts WHERE id = $1', [id]);
      return (rows[0]?.failures ?? 0) >= 2;
    },
    { what: 'two failed messages', timeoutMs: patienceMs },
  );

it('sends a message over TLS, with the name and the URL of its endpoint', async () => {
  await restartWith(certificate('valid'));
  await contactWithNews('over-tls@example.com');
  const { isEncrypted, text } = await mailTo('over-tls@example.com');
  expect(isEncrypted).toBe(true);
  expect(text).toContain('Billing of Acme\n  https://example.com/hooks\n');
});

it.each([
  ['does not offer TLS', undefined],
  ['has a certificate for another host', certificate('other-host')],
])('tells a server nothing, not even the password, that %s, and keeps the message', async (_, tls) => {
  await restartWith(tls);
  const address = `waits-${tls === undefined ? 'plain' : 'host'}@example.com`;
  await failed(await contactWithNews(address));
  expect([mail.logins, mail.seen]).toEqual([0, 0]);
  await restartWith(certificate('valid'));
  expect(await mailTo(address)).toMatchObject({ isEncrypted: true });
});
