import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Contact } from '@postrider/contracts';
import { Database } from '@postrider/event-store';
import { Receiver, waitUntil } from '@postrider/testing';

import { type Api, errorOf } from '../support/api.js';
import { MailServer, type ReceivedMail } from '../support/mail-server.js';
import { patienceMs } from '../support/patience.js';
import { type Postrider, startPostrider } from '../support/postrider.js';

let mail: MailServer;
let postrider: Postrider;
let receiver: Receiver;
let database: Database;

const publicUrl = 'https://hooks.example.com';
const settings = {
  POSTRIDER_MAIL_FROM: 'Postrider <alerts@hooks.example.com>',
  POSTRIDER_PUBLIC_URL: publicUrl,
  POSTRIDER_ALERT_INTERVAL_MS: '50',
  POSTRIDER_ALERT_WINDOW_MS: '1000',
  POSTRIDER_ROLLUP_INTERVAL_MS: '100',
  POSTRIDER_RETRY_HORIZON_MS: '200',
  POSTRIDER_CONTACT_INTERVAL_MS: '100',
  POSTRIDER_CONTACT_DELAY_MS: '1000',
  POSTRIDER_CONTACT_TIMEOUT_MS: '2000',
  POSTRIDER_CONTACT_RETRY_MS: '200',
  POSTRIDER_CONTACTS_MAX: '3',
  POSTRIDER_CONTACT_TEST_INTERVAL_MS: '3000',
};

beforeAll(async () => {
  mail = await MailServer.start();
  receiver = await Receiver.start();
  postrider = await startPostrider({ settings: { ...settings, SMTP_URL: mail.url } });
  database = new Database({ url: postrider.databaseUrl, size: 2, timeoutMs: 20_000, name: 'e2e' });
});
afterAll(async () => {
  await receiver.stop();
  await database.end();
  await postrider.end();
  await mail.stop();
});
afterEach(async () => {
  const { data } = await listed();
  await Promise.all(data.map(({ id }) => postrider.manage.expect(204, 'DELETE', `/contacts/${id}`)));
  await postrider.manage.deleteEndpoints();
});

const listed = async (query = '') =>
  (await postrider.manage.expect(200, 'GET', `/contacts${query}`)) as { data: Contact[] };
const create = async (json: object, api: Api = postrider.manage) =>
  (await api.expect(201, 'POST', '/contacts', { json })) as Contact;
const contact = async (id: string) => (await postrider.manage.expect(200, 'GET', `/contacts/${id}`)) as Contact;

const mailTo = (address: string, text = ''): Promise<ReceivedMail> =>
  waitUntil(() => Promise.resolve(mail.to(address).find((each) => each.text.includes(text))), {
    what: `an e-mail to ${address} with "${text}"`,
    timeoutMs: patienceMs,
  });
const whenDisabled = (id: string): Promise<Contact> =>
  waitUntil(
    async () => {
      const found = await contact(id);
      return found.disabled_reason === null ? undefined : found;
    },
    { what: 'the contact to be disabled', timeoutMs: patienceMs },
  );

/** An event about an endpoint, which was deactivated. */
async function deactivate(path: string, customer?: string): Promise<void> {
  const { id } = await postrider.manage.createEndpoint({
    ...{ url: receiver.url(path), event_types: ['budget.*'], customer },
  });
  await postrider.manage.updateEndpoint(id, { active: false });
}

const waitingFor = async (id: string) => {
  const { rows } = await database.query<{ count: number; failures: number; minutes: number | null }>(
    `SELECT (SELECT count(*)::int FROM contact_events WHERE contact_id = c.id) AS count, failures,
            extract(epoch FROM due_at - now())::float8 / 60 AS minutes
       FROM contacts c WHERE id = $1`,
    [id],
  );
  return rows[0] ?? { count: 0, failures: 0, minutes: null };
};

const linkOf = ({ headers }: ReceivedMail): string => {
  const [, url = ''] = /^<(.+)>$/.exec(headers['list-unsubscribe'] ?? '') ?? [];
  expect(url.startsWith(`${publicUrl}/unsubscribe/`)).toBe(true);
  return url.replace(publicUrl, postrider.url);
};

describe('an e-mail contact', () => {
  it('gets several events as one message in plain text and HTML, though no endpoint subscribes to them', async () => {
    await create({ channel: 'email', address: 'ops@example.com' });
    receiver.on('/failing', { status: 500 });
    await postrider.manage.createEndpoint({ url: receiver.url('/failing'), event_types: ['budget.exceeded'] });
    await postrider.project.publish('budget.exceeded');
    await deactivate('/one');
    await deactivate('/two?a=1&b=<2>');
    const first = await mailTo('ops@example.com', '/one');
    expect(first.headers.from).toBe('Postrider <alerts@hooks.example.com>');
    expect(first.headers['list-unsubscribe-post']).toBe('List-Unsubscribe=One-Click');
    expect(first.text).toContain(`${receiver.url('/one')}\n  Deactivated: by hand, through the API or the dashboard.`);
    expect(first.text).toContain(`Dashboard: ${publicUrl}/settings`);
    expect(first.html).toContain('a=1&amp;b=');
    expect(first.html).not.toContain('<2>');
    expect(first.html).not.toContain('src=');
    const { data } = await postrider.manage.events();
    expect(data.map(({ type }) => type).filter((type) => type.startsWith('postrider.'))).toEqual([]);
  });

  it('gets the next message after an hour', async () => {
    const { id } = await create({ channel: 'email', address: 'hourly@example.com' });
    await deactivate('/first-hour');
    await mailTo('hourly@example.com', '/first-hour');
    await deactivate('/second-hour');
    const isWaiting = async (): Promise<boolean> => (await waitingFor(id)).count === 1;
    await waitUntil(isWaiting, { what: 'the event to wait', timeoutMs: patienceMs });
    expect((await waitingFor(id)).minutes).toBeGreaterThan(50);
    expect(mail.to('hourly@example.com')).toHaveLength(1);
    await database.query('UPDATE contacts SET due_at = now() WHERE id = $1', [id]);
    const second = await mailTo('hourly@example.com', '/second-hour');
    expect(second.text).not.toContain('/first-hour');
    const ids = mail.to('hourly@example.com').map(({ headers }) => headers['message-id']);
    expect(new Set(ids).size).toBe(2);
  });

  it('hears only of the types that it wants', async () => {
    const { id } = await create({
      ...{ channel: 'email', address: 'picky@example.com', event_types: ['postrider.secret.*'] },
    });
    await create({ channel: 'email', address: 'all@example.com' });
    await deactivate('/for-all');
    await mailTo('all@example.com', '/for-all');
    expect(await waitingFor(id)).toMatchObject({ count: 0, minutes: null });
  });

  it('is disabled when the mail server refuses its address', async () => {
    mail.refuse('nobody@example.com');
    const { id } = await create({ channel: 'email', address: 'nobody@example.com' });
    await deactivate('/refused');
    expect(await whenDisabled(id)).toMatchObject({ disabled_reason: 'refused', disabled_at: expect.any(String) });
    expect((await waitingFor(id)).count).toBe(0);
  });

  it('gets its message when the mail server is back', async () => {
    await mail.stop();
    const { id } = await create({ channel: 'email', address: 'patient@example.com' });
    await deactivate('/while-away');
    const hasFailed = async (): Promise<boolean> => (await waitingFor(id)).failures > 0;
    await waitUntil(hasFailed, { what: 'a failure', timeoutMs: patienceMs });
    await mail.start();
    await mailTo('patient@example.com', '/while-away');
    expect((await contact(id)).disabled_reason).toBeNull();
  });

  it('gets a message again under the same id when the gateway is killed before it was accepted', async () => {
    const { promise, resolve } = Promise.withResolvers<null>();
    mail.accepts = promise;
    const { seen } = mail;
    await create({ channel: 'email', address: 'again@example.com' });
    await deactivate('/in-between');
    await waitUntil(() => Promise.resolve(mail.seen > seen), { what: 'the message', timeoutMs: patienceMs });
    await postrider.gateway.kill();
    resolve(null);
    mail.accepts = Promise.resolve();
    const before = mail.to('again@example.com').length;
    await postrider.gateway.start();
    await waitUntil(() => Promise.resolve(mail.to('again@example.com').length > before), {
      ...{ what: 'the message again', timeoutMs: patienceMs },
    });
    const messages = mail.to('again@example.com');
    expect(new Set(messages.map(({ headers }) => headers['message-id'])).size).toBe(1);
    for (const { text } of messages) expect(text).toContain('/in-between');
  });
});

describe('the messages of an organization', () => {
  afterAll(() => postrider.manage.send('PATCH', '/portal', { json: { message_language: null, message_texts: null } }));

  it('are in its language, with its own texts, as is the page to unsubscribe', async () => {
    const settings = { message_language: 'de', message_texts: { askTitle: 'Genug <b>gelesen</b>?' } };
    expect(await postrider.manage.expect(200, 'PATCH', '/portal', { json: settings })).toMatchObject(settings);
    await create({ channel: 'email', address: 'leser@example.com' });
    await deactivate('/deutsch');
    const message = await mailTo('leser@example.com', '/deutsch');
    expect(message.text).toContain('Deaktiviert: von Hand, über die API oder das Dashboard.');
    expect(message.headers.subject).toContain('deaktiviert');
    expect(message.html).toContain('<html lang="de">');
    const page = await (await fetch(linkOf(message))).text();
    expect(page).toContain('<h1>Genug &lt;b&gt;gelesen&lt;/b&gt;?</h1>');
    expect(page).toContain('leser@example.com bekommt Nachrichten');
    const done = await fetch(linkOf(message), { method: 'POST', body: new URLSearchParams() });
    expect(await done.text()).toContain('Es kommen keine Nachrichten mehr.');
  });
});

describe('a test message', () => {
  const test = (id: string) => postrider.manage.expect(202, 'POST', `/contacts/${id}/test`) as Promise<Contact>;
  const outcomeOf = (id: string) =>
    waitUntil(
      async () => {
        const { last_test } = await contact(id);
        return last_test?.outcome === 'pending' ? undefined : (last_test ?? undefined);
      },
      { what: 'the outcome of the test message', timeoutMs: patienceMs },
    );

  it('is sent at once, says what it is, and changes nothing of what waits for the contact', async () => {
    const { id, last_test } = await create({ channel: 'email', address: 'tested@example.com' });
    expect(last_test).toBeNull();
    expect(await test(id)).toMatchObject({ id, last_test: { outcome: 'pending', error: null } });
    expect(await outcomeOf(id)).toMatchObject({ outcome: 'sent', error: null });
    const { headers, text } = await mailTo('tested@example.com');
    expect(headers.subject).toBe('Test message, Default');
    expect(text).toContain('Nothing has happened to your webhooks.');
    expect(headers['list-unsubscribe-post']).toBe('List-Unsubscribe=One-Click');
    expect(await waitingFor(id)).toEqual({ count: 0, failures: 0, minutes: null });
    expect((await contact(id)).last_sent_at).toBeNull();
  });

  it('goes to Slack, and says what Slack responds', async () => {
    receiver.on('/slack/removed', { status: 404 });
    receiver.on('/slack/there', { status: 200 });
    const removed = await create({ channel: 'slack', url: receiver.url('/slack/removed') });
    const there = await create({ channel: 'slack', url: receiver.url('/slack/there') });
    await Promise.all([test(removed.id), test(there.id)]);
    expect(await outcomeOf(removed.id)).toMatchObject({ outcome: 'refused', error: 'HTTP 404' });
    expect(await outcomeOf(there.id)).toMatchObject({ outcome: 'sent', error: null });
    expect(receiver.requestsTo('/slack/there')[0]?.rawBody).toContain('Test message');
    expect((await contact(removed.id)).disabled_reason).toBeNull();
  });

  it('has the words of a mail server that refuses the address or is away', async () => {
    mail.refuse('unknown@example.com');
    const unknown = await create({ channel: 'email', address: 'unknown@example.com' });
    await test(unknown.id);
    expect(await outcomeOf(unknown.id)).toMatchObject({
      ...{ outcome: 'refused', error: expect.stringContaining('no such user') },
    });
    const { id } = await create({ channel: 'email', address: 'away@example.com' });
    await mail.stop();
    await test(id);
    expect(await outcomeOf(id)).toMatchObject({ outcome: 'failed', error: expect.stringContaining('ECONNREFUSED') });
    await mail.start();
  });

  it('is one in the time of the setting, of concurrent calls too, and none to a disabled contact', async () => {
    const { id } = await create({ channel: 'email', address: 'often@example.com' });
    const calls = await Promise.all([1, 2, 3].map(() => postrider.manage.send('POST', `/contacts/${id}/test`)));
    expect(calls.map(({ status }) => status).toSorted()).toEqual([202, 429, 429]);
    const limited = calls.filter(({ status }) => status === 429);
    expect(limited.map(({ headers }) => headers.get('retry-after'))).toEqual(['3', '3']);
    expect(limited.map((response) => errorOf(response).code)).toEqual(['contact_test_limited', 'contact_test_limited']);
    await mailTo('often@example.com');
    await database.query(`UPDATE contacts SET disabled_reason = 'unsubscribed', disabled_at = now() WHERE id = $1`, [
      id,
    ]);
    const disabled = await postrider.manage.send('POST', `/contacts/${id}/test`);
    expect([disabled.status, errorOf(disabled).code]).toEqual([409, 'contact_disabled']);
    expect(mail.to('often@example.com')).toHaveLength(1);
  });
});

describe('the link to unsubscribe', () => {
  it('shows a page, and unsubscribes only by its button', async () => {
    const { id } = await create({ channel: 'email', address: 'leaving@example.com' });
    await deactivate('/leaving');
    const link = linkOf(await mailTo('leaving@example.com', '/leaving'));
    const page = await fetch(link);
    expect([page.status, page.headers.get('content-security-policy')]).toEqual([
      200,
      expect.stringContaining("default-src 'none'"),
    ]);
    expect(await page.text()).toContain('leaving@example.com');
    expect((await contact(id)).disabled_reason).toBeNull();
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    const done = await fetch(link, { method: 'POST', headers: form, body: '' });
    expect([done.status, await done.text()]).toEqual([200, expect.stringContaining('You are unsubscribed')]);
    expect(await contact(id)).toMatchObject({ disabled_reason: 'unsubscribed' });
    expect(await (await fetch(link)).text()).toContain('You are unsubscribed');
    await create({ channel: 'email', address: 'staying@example.com' });
    await deactivate('/after-leaving');
    await mailTo('staying@example.com', '/after-leaving');
    expect((await waitingFor(id)).count).toBe(0);
  });

  it('unsubscribes by the one click of a mail program, and only the contact that it is for', async () => {
    const { id } = await create({ channel: 'email', address: 'click@example.com' });
    const other = await create({ channel: 'email', address: 'other@example.com' });
    await deactivate('/click');
    const link = linkOf(await mailTo('click@example.com', '/click'));
    const body = new URLSearchParams({ 'List-Unsubscribe': 'One-Click' });
    const forged = await fetch(link.replace(id, other.id), { method: 'POST', body });
    expect(forged.status).toBe(404);
    for (const other of [`${postrider.url}/unsubscribe/nothing`, `${link}.x`, `${link}=`, link.slice(0, -1)]) {
      expect((await fetch(other, { method: 'POST', body })).status).toBe(404);
    }
    const large = await fetch(link, { method: 'POST', body: new URLSearchParams({ x: 'x'.repeat(9_000) }) });
    expect([large.status, await large.text()]).toEqual([413, expect.stringContaining('(limit 4096 bytes)')]);
    expect((await fetch(link, { method: 'POST', body })).status).toBe(200);
    expect((await contact(id)).disabled_reason).toBe('unsubscribed');
    expect((await contact(other.id)).disabled_reason).toBeNull();
  });
});

describe('the contact of a customer', () => {
  it('hears only of its own customer, under the name of the platform, while one of the organization hears of all', async () => {
    await postrider.manage.putCustomer('acme');
    await postrider.manage.putCustomer('umbrella');
    await postrider.manage.expect(200, 'PATCH', '/portal', { json: { name: 'Shop & Co' } });
    await create({ channel: 'email', address: 'acme@example.com', customer: 'acme' });
    await create({ channel: 'email', address: 'umbrella@example.com', customer: 'umbrella' });
    await create({ channel: 'email', address: 'platform@example.com' });
    await deactivate('/of-acme', 'acme');
    await deactivate('/of-umbrella', 'umbrella');
    const ofAcme = await mailTo('acme@example.com', '/of-acme');
    const ofUmbrella = await mailTo('umbrella@example.com', '/of-umbrella');
    const all = await mailTo('platform@example.com', '/of-umbrella');
    expect(ofAcme.text).not.toContain('/of-umbrella');
    expect(ofUmbrella.text).not.toContain('/of-acme');
    expect(ofAcme.headers.subject).toBe('1 endpoint deactivated, Shop & Co');
    expect(ofAcme.html).not.toContain('/settings');
    expect(all.text).toContain('/of-acme');
    const { data } = await listed('?customer=acme&channel=email');
    expect(data.map(({ address, customer }) => [address, customer?.uid])).toEqual([['acme@example.com', 'acme']]);
  });

  it('is deleted with its customer', async () => {
    await postrider.manage.putCustomer('short-lived');
    const { id } = await create({ channel: 'email', address: 'gone@example.com', customer: 'short-lived' });
    await postrider.manage.expect(204, 'DELETE', '/customers/short-lived');
    await postrider.manage.expect(404, 'GET', `/contacts/${id}`);
  });
});

describe('a Slack contact', () => {
  it('gets one message with escaped text, and its URL is not shown', async () => {
    receiver.on('/slack/secret-ab12', { status: 200 });
    const made = await create({ channel: 'slack', url: receiver.url('/slack/secret-ab12') });
    expect(JSON.stringify([made, await listed()])).not.toContain('secret-ab12');
    expect(made).toMatchObject({ url_host: new URL(receiver.url('/')).host, url_last_four: 'ab12', address: null });
    await deactivate('/a?x=<!channel>&y');
    const [request] = await waitUntil(
      () => {
        const requests = receiver.requestsTo('/slack/secret-ab12');
        return Promise.resolve(requests.length > 0 ? requests : undefined);
      },
      { what: 'the message', timeoutMs: patienceMs },
    );
    const body = JSON.parse(request?.rawBody ?? '') as { text: string; blocks: { text: { text: string } }[] };
    expect(body.text).toMatch(/^1 endpoint deactivated, /);
    const blocks = body.blocks.map(({ text }) => text.text).join('\n');
    expect(blocks).toContain('&amp;y');
    expect(blocks).not.toContain('<!channel>');
  });

  it('gets its message later if Slack is overloaded, and is disabled if its webhook is gone', async () => {
    let status = 429;
    receiver.on('/slack/later', () => ({ status }));
    const { id } = await create({ channel: 'slack', url: receiver.url('/slack/later') });
    await deactivate('/overloaded');
    const hasFailed = async (): Promise<boolean> => (await waitingFor(id)).failures > 0;
    await waitUntil(hasFailed, { what: 'a failure', timeoutMs: patienceMs });
    expect((await contact(id)).disabled_reason).toBeNull();
    status = 404;
    expect((await whenDisabled(id)).disabled_reason).toBe('refused');
  });
});

describe('a contact that cannot be created', () => {
  it('is refused with the wrong field', async () => {
    const post = (json: object) => postrider.manage.send('POST', '/contacts', { json });
    for (const [json, field] of [
      [{ channel: 'email' }, 'address'],
      [{ channel: 'email', address: 'a@example.com\r\nBcc: b@example.com' }, 'address'],
      ...['.a@b.com', 'a.@b.com', 'a..b@b.com', 'a@b', 'a@b..com', `${'a'.repeat(65)}@b.com`].map(
        (address) => [{ channel: 'email', address }, 'address'] as const,
      ),
      [{ channel: 'email', address: 'a@example.com', url: 'https://example.com' }, 'url'],
      [{ channel: 'slack', url: 'http://10.0.0.1/hook' }, 'url'],
      [{ channel: 'slack', url: 'https://example.com/hook', event_types: ['budget.*'] }, 'event_types.0'],
      [{ channel: 'email', address: 'a@example.com', customer: 'nobody' }, 'customer'],
    ] as const) {
      const refused = errorOf(await post(json));
      expect([json, refused.code, refused.field]).toEqual([json, 'validation_failed', field]);
    }
  });

  it('is refused if its owner has the address or the URL, of two calls at once, too', async () => {
    const post = (json: object) => postrider.manage.send('POST', '/contacts', { json });
    const first = await create({ channel: 'email', address: 'dup.one@Example.com' });
    const again = await post({ channel: 'email', address: 'dup.one@eXample.COM' });
    expect([again.status, errorOf(again)]).toMatchObject([
      409,
      { code: 'contact_exists', resource: 'webhook_contact', id: first.id, field: 'address' },
    ]);
    const url = 'https://example.com/services/dup';
    const both = await Promise.all([post({ channel: 'slack', url }), post({ channel: 'slack', url })]);
    expect(both.map(({ status }) => status).toSorted()).toEqual([201, 409]);
    await create({ channel: 'email', address: 'Dup.one@example.com' });
    const { id: customer } = await postrider.manage.putCustomer('with-the-same');
    await create({ channel: 'email', address: 'dup.one@example.com', customer });
    const ofCustomer = await post({ channel: 'email', address: 'dup.one@example.com', customer: 'with-the-same' });
    expect(errorOf(ofCustomer).code).toBe('contact_exists');
  });

  it('is refused above the limit, each customer having its own', async () => {
    for (const n of [1, 2, 3]) await create({ channel: 'email', address: `${String(n)}@example.com` });
    const json = { channel: 'email', address: '4@example.com' };
    const refused = await postrider.manage.send('POST', '/contacts', { json });
    expect([refused.status, errorOf(refused).code]).toEqual([422, 'too_many_contacts']);
    await postrider.manage.putCustomer('with-room');
    await create({ ...json, customer: 'with-room' });
  });

  it('is refused with the names of settings that e-mail needs', async () => {
    const gateway = await postrider.addGateway({ SMTP_URL: '', POSTRIDER_PUBLIC_URL: '' });
    const json = { channel: 'email', address: 'a@example.com' };
    const refused = errorOf(await postrider.manageAt(gateway).send('POST', '/contacts', { json }));
    expect([refused.field, refused.message]).toEqual([
      'channel',
      expect.stringContaining('without the settings SMTP_URL, POSTRIDER_PUBLIC_URL'),
    ]);
    await gateway.stop();
  });
});
