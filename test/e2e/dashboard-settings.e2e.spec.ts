import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { verify as verifyGitHub } from '@octokit/webhooks-methods';
import type { PortalSession } from '@postrider/contracts';
import { verify } from '@postrider/sdk/verify';
import type { Receiver } from '@postrider/testing';

import { onlyDelivery } from '../support/api.js';
import { forEachTestInBrowser, signIn, type Visitor } from '../support/browser.js';
import { forAllTests } from '../support/for-all-tests.js';
import { loaded, problemsOf } from '../support/page-problems.js';
import type { Postrider } from '../support/postrider.js';

let postrider: Postrider;
let receiver: Receiver;
let visitor: Visitor;
forAllTests({}, (services) => {
  ({ postrider, receiver } = services);
});
forEachTestInBrowser({}, (opened) => {
  visitor = opened;
});
beforeEach(async () => {
  await signIn(visitor, postrider);
  await visitor.page.goto(`${postrider.url}/settings`);
  await loaded(visitor.page);
});
afterEach(async () => {
  await postrider.manage.deleteEndpoints();
  await postrider.manage.expect(200, 'PATCH', '/request-format', { json: { preset: 'default' } });
});

const textbox = (name: string) => visitor.page.getByRole('textbox', { name, exact: true });
const region = (name: string) => visitor.page.getByRole('region', { name, exact: true });
const dialog = () => visitor.page.getByRole('dialog', { name: 'Change the request format?' });
/** Code that runs in a page: the color of the button “New endpoint”, which the preview shows as well. */
const colorOfButton = (elements: string): string =>
  `getComputedStyle([...document.querySelectorAll('${elements}')].find((each) => each.textContent === 'New endpoint')).backgroundColor`;
/** The names in the preview of a request. */
const previewed = () => region('What a receiver gets').getByRole('term').allTextContents();

async function choose(format: string): Promise<void> {
  const { page } = visitor;
  await page.getByRole('combobox', { name: 'Format', exact: true }).click();
  await page.getByRole('option', { name: format, exact: true }).click();
}

async function saveFormat(): Promise<void> {
  await visitor.page.getByRole('button', { name: 'Save the format…' }).click();
  await dialog().getByRole('button', { name: 'Change the format' }).click();
}

/** Sends an event to a new endpoint, and returns its request. */
async function deliver(path: string) {
  const url = receiver.url(path);
  const { signing_secret: secret } = await postrider.manage.createEndpoint({ url, event_types: ['budget.exceeded'] });
  await postrider.manage.completed(onlyDelivery(await postrider.project.publish('budget.exceeded', { n: 1 })));
  const [request] = receiver.requestsTo(path);
  if (!request) throw new Error('the receiver got no request');
  return { request, secret };
}

describe('the limits of customers', () => {
  it('are set for all without their own, refused at the field that is wrong, and shown with each customer', async () => {
    const { page } = visitor;
    await postrider.manage.putCustomer('acme');
    const save = page.getByRole('button', { name: 'Save the limits' });
    await textbox('Rate limit').fill('20000');
    await textbox('Maximum endpoints').fill('5');
    await save.click();
    await page.getByText('Expected a whole number of requests per second from 1 to 10000, or null.').waitFor();
    await textbox('Rate limit').fill('50');
    await save.click();
    await region('Limits of customers').getByText('Saved').waitFor();
    expect(await problemsOf(page, 'settings-limits')).toEqual([]);
    const own = { rate_limit: 50, publish_limit: null, max_endpoints: 5 };
    expect(await postrider.manage.expect(200, 'GET', '/customer-limits')).toMatchObject(own);
    await page.goto(`${postrider.url}/customers/acme`);
    await page.getByText('50 requests a second').waitFor();
    await page.getByText('set for all customers').first().waitFor();
    await postrider.manage.updateCustomerLimits({ rate_limit: null, max_endpoints: null });
  });
});

describe('the browser origins', () => {
  it('are set one per line, a wrong one is named, and they are there again', async () => {
    const { page } = visitor;
    const save = page.getByRole('button', { name: 'Save the origins' });
    await textbox('Browser origins').fill('https://app.example.com\nhttps://Tools.example.com/x\n');
    await save.click();
    await page.getByText(/^https:\/\/Tools\.example\.com\/x: expected an origin such as/i).waitFor();
    expect(await problemsOf(page, 'settings-browsers')).toEqual([]);
    await textbox('Browser origins').fill('https://tools.example.com\n\nhttps://app.example.com');
    await save.click();
    await region('Browsers').getByText('Saved').waitFor();
    const origins = ['https://app.example.com', 'https://tools.example.com'];
    expect(await postrider.manage.expect(200, 'GET', '/browser-origins')).toEqual({ origins });
    await page.reload();
    await loaded(page);
    expect(await textbox('Browser origins').inputValue()).toBe(origins.join('\n'));
    await textbox('Browser origins').fill('');
    await save.click();
    await region('Browsers').getByText('Saved').waitFor();
    expect(await postrider.manage.expect(200, 'GET', '/browser-origins')).toEqual({ origins: [] });
  });
});

describe('a contact', () => {
  it('is added, shown without its secret URL, and removed; what is missing for e-mail is said', async () => {
    const { page } = visitor;
    await page.getByRole('button', { name: 'Add contact' }).click();
    const adding = page.getByRole('dialog', { name: 'Add contact' });
    await adding.getByRole('textbox', { name: 'E-mail address' }).fill('ops@example.com');
    await adding.getByRole('button', { name: 'Add', exact: true }).click();
    await adding.getByText(/without the settings SMTP_URL/).waitFor();
    await adding.getByRole('radio', { name: 'Slack' }).check();
    await adding.getByRole('textbox', { name: 'Slack URL' }).fill('https://hooks.slack.com/services/T0/B0/secret-abcd');
    expect(await problemsOf(page, 'contact-add')).toEqual([]);
    await adding.getByRole('button', { name: 'Add', exact: true }).click();
    const row = region('Contacts').getByRole('row', { name: /hooks\.slack\.com …abcd/ });
    await row.waitFor();
    await adding.waitFor({ state: 'detached' });
    expect(await page.content()).not.toContain('secret-abcd');
    await row.getByRole('button', { name: 'Remove hooks.slack.com …abcd' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Remove', exact: true }).click();
    await region('Contacts').getByText('No contacts.').waitFor();
    expect(await postrider.manage.expect(200, 'GET', '/contacts')).toMatchObject({ data: [] });
  });
});

describe('a test message to a contact', () => {
  it('is sent from the list of contacts, which shows what came of it', async () => {
    const { page } = visitor;
    const json = { channel: 'slack', url: 'http://127.0.0.1:9/nobody-listens-here' };
    const { id } = (await postrider.manage.expect(201, 'POST', '/contacts', { json })) as { id: string };
    await page.reload();
    const send = page.getByRole('button', { name: 'Send a test message to 127.0.0.1:9 …here' });
    await send.click();
    const dialog = page.getByRole('dialog', { name: 'Test message to 127.0.0.1:9 …here' });
    await dialog.getByText('Not sent:').waitFor();
    await dialog.getByText(/ECONNREFUSED|refused/).waitFor();
    expect(await problemsOf(page, 'contact-test')).toEqual([]);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await send.click();
    await dialog.getByText(/^Too many test messages/).waitFor();
    await page.keyboard.press('Escape');
    await postrider.manage.expect(204, 'DELETE', `/contacts/${id}`);
  });
});

describe('the look of the portal', () => {
  it('is previewed, refused at the field that is wrong, and then seen by customers', async () => {
    const { page, context } = visitor;
    // Set through the API alone.
    await postrider.manage.expect(200, 'PATCH', '/portal', { json: { message_texts: { more: 'kept' } } });
    await textbox('Name').fill('Acme Cloud');
    await textbox('Accent color').fill('#ffcc0');
    await textbox('Logo').fill('http://app.example.com/logo.svg');
    await textbox('Origins').fill('https://app.example.com\n\nhttps://app.example.com/path');
    await page.getByRole('radio', { name: 'Dark' }).check();
    await region('Preview').getByText('Acme Cloud').waitFor();
    await region('Preview').getByText('The logo is loaded in the portal alone.').waitFor();
    const save = page.getByRole('button', { name: 'Save the portal' });
    await save.click();
    await page.getByText('Expected a color such as #1f6feb.').waitFor();
    await page.getByText('Expected an https URL of an image.').waitFor();
    await page.getByText(/^https:\/\/app\.example\.com\/path: expected an origin/).waitFor();
    expect(await problemsOf(page, 'settings-refused')).toEqual([]);
    expect(await postrider.manage.expect(200, 'GET', '/portal')).toMatchObject({ name: null, origins: [] });

    await textbox('Accent color').fill('#c2185b');
    await textbox('Logo').fill('');
    await textbox('Origins').fill('https://app.example.com\n');
    await page.getByRole('combobox', { name: 'Language of messages' }).click();
    await page.getByRole('option', { name: 'Deutsch' }).click();
    await save.click();
    await page.getByText('Saved', { exact: true }).first().waitFor();
    const settings = { name: 'Acme Cloud', logo_url: null, accent_color: '#c2185b', theme: 'dark' };
    expect(await postrider.manage.expect(200, 'GET', '/portal')).toEqual({
      ...settings,
      origins: ['https://app.example.com'],
      message_language: 'de',
      message_texts: { more: 'kept' },
    });
    await page.reload();
    await loaded(page);
    expect(await textbox('Name').inputValue()).toBe('Acme Cloud');

    await postrider.manage.putCustomer('acme');
    const session = (await postrider.manage.expect(201, 'POST', '/customers/acme/portal-sessions', {
      json: {},
    })) as PortalSession & { url: string };
    const portal = await context.newPage();
    await portal.goto(session.url);
    await portal.getByText('Acme Cloud').waitFor();
    await portal.getByRole('link', { name: 'New endpoint' }).first().waitFor();
    expect(await portal.evaluate(colorOfButton('main a, main button'))).toBe(
      await page.evaluate(colorOfButton('span')),
    );
    await portal.close();
  });
});

describe('the request format', () => {
  it('is changed after a warning, to a preset, and receivers get the headers of the preview', async () => {
    const { page } = visitor;
    expect(await page.getByRole('button', { name: 'Save the format…' }).isDisabled()).toBe(true);
    await choose('GitHub');
    const names = await previewed();
    expect(names).toContain('X-Hub-Signature-256');
    await page.getByRole('button', { name: 'Save the format…' }).click();
    await dialog().getByText('Change receivers that verify the old headers first.').waitFor();
    expect(await problemsOf(page, 'settings-confirm')).toEqual([]);
    await dialog().getByRole('button', { name: 'Cancel' }).click();
    expect((await deliver('/before')).request.headers).toHaveProperty('x-modelux-event');
    await postrider.manage.deleteEndpoints();

    await saveFormat();
    await page.getByText('Saved', { exact: true }).first().waitFor();
    const { request, secret } = await deliver('/github');
    expect(names.filter((name) => request.headers[name.toLowerCase()] === undefined)).toEqual([]);
    expect(request.headers).not.toHaveProperty('x-modelux-event');
    expect(await verifyGitHub(secret, request.rawBody, String(request.headers['x-hub-signature-256']))).toBe(true);
  });

  it('has names of your own and two signatures, and says at its fields what is wrong', async () => {
    const { page } = visitor;
    await choose('Standard Webhooks');
    await choose('Names of your own');
    await textbox('Event type').fill('X-Acme-Event');
    await textbox('User-Agent (text)').fill('Acme/1.0');
    await page.getByRole('button', { name: 'Add a second signature' }).click();
    const second = page.getByRole('group', { name: 'Signature 2' });
    const header = second.getByRole('textbox', { name: 'Header of the signature' });
    await header.fill('Host');
    await second.getByRole('textbox', { name: 'Value of the header' }).fill('sha256=');
    await saveFormat();
    await second.getByText('Is reserved: expected a header of your own.').waitFor();
    await second.getByText('Expected {signature} once.').waitFor();
    await header.and(page.locator(':focus')).waitFor();
    expect(await problemsOf(page, 'settings-own')).toEqual([]);

    await header.fill('X-Acme-Signature');
    await second.getByRole('textbox', { name: 'Value of the header' }).fill('sha256={signature}');
    const names = await previewed();
    await saveFormat();
    await page.getByText('Saved', { exact: true }).first().waitFor();
    const { request, secret } = await deliver('/own');
    expect(names.filter((name) => request.headers[name.toLowerCase()] === undefined)).toEqual([]);
    expect(request.headers).toMatchObject({ 'x-acme-event': 'budget.exceeded', 'user-agent': 'Acme/1.0' });
    await expect(verify(request.rawBody, request.headers, { secret })).resolves.toBeDefined();
    expect(await verifyGitHub(secret, request.rawBody, String(request.headers['x-acme-signature']))).toBe(true);
    await page.reload();
    await loaded(page);
    expect(await page.getByRole('combobox', { name: 'Format', exact: true }).inputValue()).toBe('Names of your own');
    expect(await header.inputValue()).toBe('X-Acme-Signature');
  });
});
