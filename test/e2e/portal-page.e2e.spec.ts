import { afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import type { PortalSession } from '@postrider/contracts';
import { verify } from '@postrider/sdk/verify';
import type { Receiver } from '@postrider/testing';

import { forEachTestInBrowser, type Visitor } from '../support/browser.js';
import { dashboardSettings } from '../support/dashboard-data.js';
import { forAllTests } from '../support/for-all-tests.js';
import { loaded, problemsOf } from '../support/page-problems.js';
import { PortalHost } from '../support/portal-host.js';
import type { Postrider } from '../support/postrider.js';

type CreatedSession = PortalSession & { url: string; token: string };

let postrider: Postrider;
let receiver: Receiver;
let visitor: Visitor;
/** Calls of the pages of a test that were refused or failed. */
let refused: string[];
forAllTests({ settings: dashboardSettings }, (services) => {
  ({ postrider, receiver } = services);
});
forEachTestInBrowser({}, (opened) => {
  visitor = opened;
});

const returnUrl = 'http://127.0.0.1:9/settings';
beforeAll(async () => {
  // A color that carries no white text.
  const json = { name: 'Acme Cloud', accent_color: '#f97316' };
  await postrider.manage.expect(200, 'PATCH', '/portal', { json });
});
beforeEach(() => {
  refused = [];
  visitor.page.on('response', (response) => {
    if (response.status() >= 400) refused.push(`${response.status()} ${response.url()}`);
  });
});

async function sessionOf(customer: string, json: object = {}): Promise<CreatedSession> {
  await postrider.manage.putCustomer(customer, { name: `Shop of ${customer}` });
  const path = `/customers/${customer}/portal-sessions`;
  return (await postrider.manage.expect(201, 'POST', path, {
    json: { return_url: returnUrl, ...json },
  })) as CreatedSession;
}

const revoke = (customer: string, { id }: CreatedSession) =>
  postrider.manage.expect(204, 'DELETE', `/customers/${customer}/portal-sessions/${id}`);

const heading = (name: string | RegExp) => visitor.page.getByRole('heading', { level: 1, name });
/** Opens a page without another load, which would need another token. */
const open = (path: string) => visitor.page.evaluate(`location.hash = ${JSON.stringify(path)}`);

/** An endpoint of the customer with a delivered and a failing delivery. */
async function fill(customer: string) {
  await postrider.manage.putCustomer(customer);
  receiver.on(`/${customer}/broken`, { status: 503, body: 'in migration' });
  const working = await postrider.manage.createEndpoint({
    url: receiver.url(`/${customer}`),
    event_types: ['*'],
    name: 'Production',
    customer,
  });
  const broken = await postrider.manage.createEndpoint({
    url: receiver.url(`/${customer}/broken`),
    event_types: ['budget.*'],
    customer,
  });
  const { deliveries } = (await postrider.project.expect(202, 'POST', '/events', {
    json: { type: 'budget.exceeded', data: { budget_id: 'bud_1' }, customer },
  })) as { deliveries: { id: string; endpoint_id: string }[] };
  const deliveryTo = (id: string) => deliveries.find(({ endpoint_id }) => endpoint_id === id)?.id ?? '';
  await postrider.manage.completed(deliveryTo(working.id));
  return { endpoint: working.id, broken: broken.id, delivery: deliveryTo(broken.id) };
}

describe('the portal', () => {
  it('takes a customer from the first endpoint to a failure, its repair and a replay, with the token in memory alone', async () => {
    const { page, context } = visitor;
    const { url, token } = await sessionOf('story');
    const requests: string[] = [];
    page.on('request', (request) => requests.push(request.url(), request.headers().referer ?? ''));
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.goto(url);
    await page.getByText('Webhooks of Shop of story').waitFor();
    await page.getByRole('heading', { name: 'No endpoints yet' }).waitFor();
    expect(await page.title()).toBe('Endpoints · Acme Cloud');
    await page.getByRole('main').getByRole('link', { name: 'New endpoint' }).last().click();

    await page.getByRole('textbox', { name: 'URL' }).fill(receiver.url('/story'));
    await page.getByRole('combobox', { name: 'Events' }).fill('budget.*');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    expect(await page.getByRole('combobox', { name: 'Customer' }).count()).toBe(0);
    await page.getByRole('button', { name: 'Create endpoint' }).click();
    await heading('Save the signing secret').waitFor();
    await page.getByRole('button', { name: 'Copy the signing secret' }).click();
    const secret = await page.evaluate<string>('navigator.clipboard.readText()');
    const languages = await page.getByRole('tab').allTextContents();
    expect(languages).toEqual(['TypeScript', 'Python', 'Go', 'Java', 'Ruby']);
    await page.getByText(`from 'standardwebhooks'`).waitFor();
    await page.getByRole('checkbox', { name: /I saved the signing secret/ }).check();
    await page.getByRole('button', { name: 'Done' }).click();

    await page.getByRole('button', { name: 'Send', exact: true }).click();
    await page.getByText(/^HTTP 200 after \d+ ms$/).waitFor();
    const [request] = receiver.requestsTo('/story');
    await expect(verify(request?.rawBody ?? '', request?.headers ?? {}, { secret })).resolves.toBeDefined();

    receiver.on('/story', { status: 500 });
    await postrider.project.expect(202, 'POST', '/events', {
      json: { type: 'budget.exceeded', data: {}, customer: 'story' },
    });
    await page.getByRole('link', { name: 'Deliveries', exact: true }).click();
    const deliveries = page.getByRole('table', { name: 'Deliveries' });
    await deliveries.getByRole('row').filter({ hasText: '500' }).getByRole('link', { name: 'budget.exceeded' }).click();
    await page.getByText('Not delivered yet, after one attempt').waitFor();
    await page.getByText('#1 First').waitFor();

    receiver.on('/story', { status: 204 });
    await page.getByRole('button', { name: 'Try now' }).click();
    await page.getByText(/^Delivered at attempt 2/).waitFor();
    await page.getByText('#2 Replay').waitFor();

    const kept = await page.evaluate<string>('JSON.stringify([{ ...localStorage }, { ...sessionStorage }])');
    const everything = [kept, page.url(), JSON.stringify(await context.cookies()), ...requests].join('\n');
    expect(everything).not.toContain(token);
    expect(new URL(page.url()).hash).toMatch(/^#\/deliveries\/whd_/);
    expect(refused).toEqual([]);
  });

  it('gives who may only look no button that changes anything, and no call of its pages is refused', async () => {
    const { page } = visitor;
    const { endpoint, broken, delivery } = await fill('looker');
    const { url } = await sessionOf('looker', { capabilities: ['view'] });
    await page.goto(url);
    const pages = {
      '/endpoints': 'Endpoints',
      [`/endpoints/${endpoint}`]: 'Production',
      [`/endpoints/${broken}?range=7d`]: /broken/,
      '/deliveries': 'Deliveries',
      [`/deliveries/${delivery}`]: /budget\.exceeded/,
      '/event-types': 'Event types',
      '/event-types/budget.exceeded': 'budget.exceeded',
    };
    const changes =
      /\b(new|create|edit|recover|rotate|deactivate|delete|send|test|replay|try now|publish|more actions|export|save)\b/i;
    for (const [path, name] of Object.entries(pages)) {
      await open(path);
      await heading(name).waitFor();
      await loaded(page);
      for (const role of ['button', 'link'] as const) {
        expect([path, await page.getByRole('main').getByRole(role, { name: changes }).allTextContents()]).toEqual([
          path,
          [],
        ]);
      }
      expect(await page.getByRole('main').getByRole('checkbox').count()).toBe(0);
    }
    expect(await page.locator('body').innerText()).not.toMatch(/Postrider|organization/i);
    expect(refused).toEqual([]);
  });

  it('has nothing that keeps people from using it, light and dark, wide and on a phone', async () => {
    const { page } = visitor;
    const { broken, delivery } = await fill('readable');
    await page.goto((await sessionOf('readable')).url);
    const pages = {
      endpoints: '/endpoints',
      'endpoint-broken': `/endpoints/${broken}`,
      deliveries: '/deliveries',
      delivery: `/deliveries/${delivery}`,
      'event-type': '/event-types/budget.exceeded',
    };
    for (const [name, path] of Object.entries(pages)) {
      await open(path);
      await loaded(page);
      expect([name, await problemsOf(page, `portal-${name}`)]).toEqual([name, []]);
    }
    await page.goto('about:blank');
    await page.goto((await sessionOf('nothing-yet')).url);
    await page.getByRole('heading', { name: 'No endpoints yet' }).waitFor();
    expect(await problemsOf(page, 'portal-empty')).toEqual([]);
    expect(refused).toEqual([]);
  });

  it('recovers missed events and replays many, with their progress, without a list of all operations', async () => {
    const { page } = visitor;
    const { endpoint } = await fill('bulk');
    await postrider.manage.updateEndpoint(endpoint, { active: false });
    const json = { type: 'api_key.revoked', data: { api_key_id: 'ak_1' }, customer: 'bulk' };
    await postrider.project.expect(202, 'POST', '/events', { json });
    await postrider.manage.updateEndpoint(endpoint, { active: true });
    await page.goto((await sessionOf('bulk')).url);
    await heading('Endpoints').waitFor();
    await open(`/endpoints/${endpoint}`);
    await page.getByRole('button', { name: 'Recover events' }).click();
    await page.getByText('1 of 2 events was missed, and will be delivered.').waitFor();
    await page.getByRole('dialog').getByRole('button', { name: 'Recover', exact: true }).click();
    await heading(/Recovery.* Completed/).waitFor();
    await page.getByRole('main').getByRole('link', { name: 'Deliveries', exact: true }).click();

    await page.getByRole('button', { name: 'Replay all…' }).click();
    await page
      .getByRole('dialog')
      .getByText(/^3 deliveries:/)
      .waitFor();
    await page.getByRole('dialog').getByRole('button', { name: 'Replay', exact: true }).click();
    await page.getByRole('main').getByText('3 deliveries were replayed.').waitFor();
    expect(refused).toEqual([]);
  });

  it('says that its session has ended, also after a reload, with the way back', async () => {
    const { page } = visitor;
    const session = await sessionOf('ended');
    await page.goto(session.url);
    await heading('Endpoints').waitFor();
    await revoke('ended', session);
    await page.getByRole('link', { name: 'Deliveries', exact: true }).click();
    await heading('Your session has ended').waitFor();
    const back = page.getByRole('link', { name: /^Back/ }).last();
    expect(await back.getAttribute('href')).toBe(returnUrl);
    expect(await problemsOf(page, 'portal-ended')).toEqual([]);

    await page.reload();
    await heading('Your session has ended').waitFor();
    expect(await back.getAttribute('href')).toBe(returnUrl);
  });

  it('goes on in the same window with the session of another customer, of whom nothing was there before', async () => {
    const { page } = visitor;
    const { endpoint } = await fill('before');
    const { url, token } = await sessionOf('after');
    await page.goto((await sessionOf('before')).url);
    await page.getByRole('link', { name: 'Production' }).waitFor();
    // No load: the addresses differ in their fragments alone.
    await page.goto(url);
    await page.getByText('Webhooks of Shop of after').waitFor();
    await page.getByRole('heading', { name: 'No endpoints yet' }).waitFor();
    expect(page.url()).not.toContain(token);
    await open(`/endpoints/${endpoint}`);
    await page.getByRole('heading', { name: 'Endpoint not found' }).waitFor();
  });
});

describe('the portal in a page of a platform', () => {
  let host: PortalHost | undefined;
  afterEach(() => host?.stop());

  it('goes on with a new session and keeps what is typed, as high as its content, in the texts and theme of the platform', async () => {
    const { page } = visitor;
    const sessions: CreatedSession[] = [];
    const newSession = async (): Promise<CreatedSession> => {
      const session = await sessionOf('framed');
      sessions.push(session);
      return session;
    };
    const texts = { endpoints: { page: { title: 'Destinations' } } };
    host = await PortalHost.start(newSession, { theme: 'dark', language: 'fr', texts });
    await postrider.manage.expect(200, 'PATCH', '/portal', { json: { origins: [host.url] } });
    await page.goto(host.url);
    const frame = page.frameLocator('iframe');
    await frame.getByRole('heading', { level: 1, name: 'Destinations' }).waitFor();
    await frame.locator('html[lang="fr"][data-mantine-color-scheme="dark"]').waitFor();

    await frame.getByRole('link', { name: 'New endpoint' }).last().click();
    await frame.getByRole('textbox', { name: 'URL' }).fill(receiver.url('/framed'));
    const latest = sessions.at(-1);
    if (latest) await revoke('framed', latest);
    await frame.getByRole('combobox', { name: 'Events' }).fill('budget.*');
    await page.keyboard.press('Enter');
    await frame.getByRole('button', { name: 'Create endpoint' }).click();
    await frame.getByRole('heading', { level: 1, name: 'Save the signing secret' }).waitFor();
    expect(sessions.at(-1)).not.toBe(latest);
    expect((await postrider.manage.endpoints('?customer=framed')).data.map(({ url }) => url)).toEqual([
      receiver.url('/framed'),
    ]);
    const overhang = 'document.documentElement.scrollHeight - document.documentElement.clientHeight';
    await expect(page.frames()[1]?.waitForFunction(`${overhang} <= 0`)).resolves.toBeDefined();
  });
});
