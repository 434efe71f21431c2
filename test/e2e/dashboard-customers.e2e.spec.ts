import { beforeEach, describe, expect, it } from '@jest/globals';

import type { Receiver } from '@postrider/testing';

import { forEachTestInBrowser, signIn, type Visitor } from '../support/browser.js';
import { forAllTests } from '../support/for-all-tests.js';
import { problemsOf } from '../support/page-problems.js';
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
beforeEach(() => signIn(visitor, postrider));

const open = (path: string) => visitor.page.goto(postrider.url + path);
const heading = (name: string | RegExp) => visitor.page.getByRole('heading', { level: 1, name });
const table = (name: string) => visitor.page.getByRole('table', { name });
const dialog = (name: string) => visitor.page.getByRole('dialog', { name });
const search = () => new URL(visitor.page.url()).search;

async function choose(action: RegExp): Promise<void> {
  await visitor.page.getByRole('button', { name: 'More actions' }).click();
  await visitor.page.getByRole('menuitem', { name: action }).click();
}

/** Fills in the form of a new endpoint, and passes its secret. */
async function fillEndpoint(url: string, name: string): Promise<void> {
  const { page } = visitor;
  await page.getByRole('textbox', { name: 'URL' }).fill(url);
  await page.getByRole('combobox', { name: 'Events' }).fill('budget.*');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill(name);
  await page.getByRole('button', { name: 'Create endpoint' }).click();
  await page.getByRole('checkbox', { name: /I saved the signing secret/ }).check();
  await page.getByRole('button', { name: 'Done' }).click();
}

/** Publishes an example with the dialog on the page of events. */
async function publish(customer: string): Promise<void> {
  const { page } = visitor;
  await open('/events');
  await page.getByRole('button', { name: 'Publish an event' }).click();
  await dialog('Publish an event').getByRole('combobox', { name: 'Customer' }).fill(customer);
  await page.getByRole('option', { name: customer }).click();
  await dialog('Publish an event').getByRole('button', { name: 'Publish', exact: true }).click();
  await page.getByText(/^Published evt_\w+ to 1 endpoint\.$/).waitFor();
  await page.getByRole('button', { name: 'Done' }).click();
}

describe('the dashboard of a platform', () => {
  it('says nothing of customers in lists and forms before there is one', async () => {
    const { page } = visitor;
    for (const path of ['/endpoints/new', '/deliveries', '/events']) {
      await open(path);
      await heading(/./).waitFor();
      expect([path, await page.getByRole('combobox', { name: 'Customer' }).count()]).toEqual([path, 0]);
    }
  });

  it('creates a customer and its endpoint, shows what it gets, deactivates it, and deletes it', async () => {
    const { page } = visitor;
    await open('/customers');
    await page.getByRole('heading', { name: 'No customers yet' }).waitFor();
    await page.getByRole('button', { name: 'Create customer' }).first().click();
    const form = dialog('Create a customer');
    await form.getByRole('textbox', { name: 'Uid' }).fill('team/acme');
    await form.getByRole('textbox', { name: 'Name', exact: true }).fill('Acme Inc.');
    await form.getByRole('textbox', { name: 'Rate limit' }).fill('50');
    await form.getByRole('button', { name: 'Add a pair' }).click();
    await form.getByRole('textbox', { name: 'Name of pair 1' }).fill('plan');
    await form.getByRole('textbox', { name: 'Value of pair 1' }).fill('pro');
    expect(await problemsOf(page, 'customer-new')).toEqual([]);
    await form.getByRole('button', { name: 'Create customer' }).click();
    await heading('Acme Inc.').waitFor();
    await page.getByText('50 requests a second').getByText('set for this customer').waitFor();
    await page.getByText('plan: pro').waitFor();
    const [customer] = (await postrider.manage.customers()).data;
    expect(customer).toMatchObject({ uid: 'team/acme', rate_limit: 50, metadata: { plan: 'pro' } });

    await page.getByRole('link', { name: 'Add endpoint' }).click();
    expect(await page.getByRole('combobox', { name: 'Customer' }).inputValue()).toBe('team/acme');
    await fillEndpoint(receiver.url('/acme'), 'Billing');
    await heading('Billing').waitFor();
    await page.getByText('50 requests a second').getByText('set for the customer, shared by its').waitFor();
    await page.getByRole('link', { name: 'team/acme' }).first().click();
    await table('Endpoints').getByRole('link', { name: 'Billing' }).waitFor();

    await publish('team/acme');
    await open('/customers/team%2Facme');
    await page.getByRole('main').getByRole('link', { name: 'Deliveries' }).click();
    await table('Deliveries').getByText('team/acme').first().waitFor();
    expect(search()).toContain('customer=team%2Facme');

    await open(`/customers/${customer?.id ?? ''}`);
    await choose(/Deactivate/);
    await page.getByText(/Acme Inc. has 1 endpoint. It is deactivated, too/).waitFor();
    await dialog('Deactivate this customer?').getByRole('button', { name: 'Deactivate' }).click();
    await page.getByText('Its endpoints get no events.').waitFor();
    await table('Endpoints').getByText('Deactivated').waitFor();
    await table('Endpoints').getByRole('link', { name: 'Billing' }).click();
    await page.getByText('Deactivated. Its customer is inactive.').waitFor();
    expect(await page.getByRole('button', { name: 'Activate' }).count()).toBe(0);
    await page.getByRole('link', { name: 'Open the customer' }).click();
    await choose(/Activate/);
    await dialog('Activate this customer?').getByRole('button', { name: 'Activate' }).click();
    await table('Endpoints').getByText('Active', { exact: true }).waitFor();

    await choose(/Delete/);
    await page.getByText(/Acme Inc. and its 1 endpoint are deleted/).waitFor();
    await dialog('Delete this customer?').getByRole('button', { name: 'Delete' }).click();
    await page.getByRole('heading', { name: 'No customers yet' }).waitFor();
    expect((await postrider.manage.endpoints()).data).toEqual([]);
  });

  it('replaces no customer by a new one, and says at the uid and each field what is wrong', async () => {
    const { page } = visitor;
    await postrider.manage.putCustomer('taken', { name: 'Taken' });
    await open('/customers?create=true');
    const form = dialog('Create a customer');
    const create = form.getByRole('button', { name: 'Create customer' });
    await create.click();
    await form.getByText(/^Expected an id of your own/).waitFor();
    const uid = form.getByRole('textbox', { name: 'Uid' });
    await uid.fill('taken');
    await create.click();
    await form.getByText('A customer with this uid exists already.').waitFor();
    await uid.and(page.locator(':focus')).waitFor();
    await uid.fill('a b');
    await form.getByRole('textbox', { name: 'Publish limit' }).fill('999999');
    await create.click();
    await form.getByText(/^Expected a whole number of events per second/).waitFor();
    await form.getByText(/printable ASCII characters/).waitFor();
    expect((await postrider.manage.customers()).data).toMatchObject([{ uid: 'taken', name: 'Taken' }]);
    await postrider.manage.expect(204, 'DELETE', '/customers/taken');
  });
});

describe('the portal of a customer', () => {
  it('is opened with a link that is shown once, in which the customer may do what was chosen, until the session is revoked', async () => {
    const { page, context } = visitor;
    await postrider.manage.putCustomer('zenith', { name: 'Zenith' });
    await open('/customers/zenith');
    await page.getByText('No open sessions.').waitFor();
    await page.getByRole('button', { name: 'Open the portal' }).click();
    const form = dialog('Open the portal');
    await form.getByRole('checkbox', { name: 'Rotate signing secrets' }).uncheck();
    await form.getByRole('checkbox', { name: /^Replay/ }).uncheck();
    await form.getByRole('checkbox', { name: /^See its endpoints/, checked: true, disabled: true }).waitFor();
    await form.getByRole('radio', { name: '15 minutes' }).check();
    expect(await problemsOf(page, 'portal-session-new')).toEqual([]);
    await form.getByRole('button', { name: 'Create session' }).click();

    const link = dialog('The link to the portal');
    const url = (await link.getByText(/#token=pst_/).textContent()) ?? '';
    expect(await problemsOf(page, 'portal-session-link')).toEqual([]);
    const opened = context.waitForEvent('page');
    await link.getByRole('link', { name: 'Open in a new tab' }).click();
    const portal = await opened;
    await portal.getByText('Webhooks of Zenith').waitFor();
    await portal.close();
    await link.getByRole('button', { name: 'Done' }).click();
    expect(await page.getByText(/#token=pst_/).count()).toBe(0);

    const sessions = table('Portal sessions');
    await sessions.getByText('read, change endpoints, and send test events').waitFor();
    const listed = (await postrider.manage.expect(200, 'GET', '/customers/zenith/portal-sessions')) as {
      data: { capabilities: string[]; created_at: string; expires_at: string }[];
    };
    expect(listed.data.map(({ capabilities }) => capabilities)).toEqual([['view', 'manage', 'test']]);
    expect(
      listed.data.map(({ created_at, expires_at }) =>
        Math.round((Date.parse(expires_at) - Date.parse(created_at)) / 1000),
      ),
    ).toEqual([900]);

    await sessions.getByRole('button', { name: /^Revoke/ }).click();
    await dialog('Revoke this session?').getByRole('button', { name: 'Revoke', exact: true }).click();
    await page.getByText('No open sessions.').waitFor();
    const late = await context.newPage();
    await late.goto(url);
    await late.getByRole('heading', { name: 'Your session has ended' }).waitFor();
    await late.close();
  });
});

describe('a customer among others', () => {
  beforeEach(async () => {
    for (const uid of ['acme', 'umbrella']) await postrider.manage.putCustomer(uid, { name: `${uid} limited` });
  });

  it('filters endpoints, deliveries and events, in the address, and bulk replays take the filter', async () => {
    const { page } = visitor;
    const { manage, project } = postrider;
    for (const customer of ['acme', 'umbrella']) {
      const url = receiver.url(`/of/${customer}`);
      const { id } = await manage.createEndpoint({ url, event_types: ['*'], name: `Hook of ${customer}`, customer });
      const json = { type: 'budget.exceeded', data: {}, customer };
      await project.expect(202, 'POST', '/events', { json });
      await manage.completedDeliveries(id);
    }
    for (const [path, rows] of [
      ['/endpoints', 'Endpoints'],
      ['/events', 'Events'],
      ['/deliveries', 'Deliveries'],
    ] as const) {
      const row = (customer: string) => table(rows).getByRole('row', { name: new RegExp(customer) });
      await open(path);
      await row('umbrella').first().waitFor();
      // By the beginning of its name.
      await page.getByRole('combobox', { name: 'Customer' }).fill('acme lim');
      // The options move when those of the search arrive.
      await page.getByRole('option', { name: /^umbrella/ }).waitFor({ state: 'detached' });
      await page.getByRole('option', { name: /^acme/ }).click();
      await row('umbrella').first().waitFor({ state: 'detached' });
      expect([path, search()]).toEqual([path, '?customer=acme']);
      await page.reload();
      await row('acme').first().waitFor();
      await page.getByRole('button', { name: 'Remove the customer' }).click();
      await row('umbrella').first().waitFor();
      expect([path, search()]).toEqual([path, '']);
    }

    await open('/deliveries?customer=acme');
    await page.getByRole('button', { name: 'Replay all matching…' }).click();
    const replay = dialog('Replay all matching deliveries?');
    await replay.getByText('1 delivery: 1 delivered.').waitFor();
    await replay.getByRole('button', { name: 'Replay', exact: true }).click();
    await page.getByRole('link', { name: 'Replay of 1 delivery' }).click();
    await page.getByText('Customer acme').waitFor();
  });

  it('filters the overview, in the address, which says what is counted of it alone', async () => {
    const { page } = visitor;
    await open('/?range=1h');
    const name = (text: string) => page.getByRole('main').getByRole('term').getByText(text, { exact: true });
    await name('Deliveries arrived').waitFor();
    await page.getByRole('combobox', { name: 'Customer' }).fill('acme');
    await page.getByRole('option', { name: /^acme/ }).click();
    await name('Failed attempts').waitFor();
    expect(await name('Deliveries arrived').count()).toBe(0);
    expect(search()).toBe('?range=1h&customer=acme');
    const top = page.getByRole('region', { name: 'Top endpoints' });
    await top.getByText('Hook of acme').waitFor();
    expect(await top.getByText(/umbrella/).count()).toBe(0);
    expect(await problemsOf(page, 'overview-customer')).toEqual([]);
    await page.reload();
    await name('Failed attempts').waitFor();
    await page.getByText('Last 7 days', { exact: true }).click();
    await page.waitForURL(/range=7d&customer=acme/);
    await page.getByRole('button', { name: 'Remove the customer' }).click();
    await name('Deliveries arrived').waitFor();
    expect(search()).toBe('?range=7d');
    await open('/?customer=nobody');
    await page.getByRole('button', { name: 'Try again' }).waitFor();
  });

  it('is found by the list and by the search, by its uid, its name and its id', async () => {
    const { page } = visitor;
    await open('/customers');
    await page.getByRole('searchbox', { name: 'Search customers' }).fill('UMBRELLA lim');
    await table('Customers').getByText('acme', { exact: true }).waitFor({ state: 'detached' });
    await table('Customers').getByRole('link', { name: 'umbrella' }).click();
    await heading('umbrella limited').waitFor();

    await page.keyboard.press('Control+k');
    const field = page.getByRole('searchbox', { name: 'Search' }).or(page.getByRole('textbox', { name: 'Search' }));
    await field.first().fill('acme l');
    await page.getByRole('button', { name: /^acme/ }).click();
    await heading('acme limited').waitFor();

    const [umbrella] = (await postrider.manage.customers('?search=umbrella')).data;
    await page.keyboard.press('Control+k');
    await field.first().fill(umbrella?.id ?? '');
    await page.keyboard.press('Enter');
    await heading('umbrella limited').waitFor();
  });

  it('leaves the events of all customers to an endpoint of the organization that asks for them', async () => {
    const { page } = visitor;
    await open('/endpoints/new');
    await page.getByRole('switch', { name: 'Also gets the events of every customer' }).check();
    await fillEndpoint(receiver.url('/audit'), 'Audit');
    await heading('Audit').waitFor();
    await page.getByText('gets the events of every customer', { exact: true }).first().waitFor();
    await page.getByRole('button', { name: 'Edit' }).click();
    expect(await page.getByRole('combobox', { name: 'Customer' }).count()).toBe(0);
    await page.getByRole('switch', { name: 'Also gets the events of every customer' }).uncheck();
    await page.getByRole('textbox', { name: 'Uid' }).fill('audit-1');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Customers: gets the events of every customer → none').waitFor();
    const { data } = await postrider.manage.endpoints('?uid=audit-1');
    expect(data).toMatchObject([{ name: 'Audit', uid: 'audit-1' }]);
    expect(data[0]).not.toHaveProperty('customers');
  });
});
