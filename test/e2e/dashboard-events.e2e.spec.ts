import { beforeEach, describe, expect, it } from '@jest/globals';

import type { Receiver } from '@postrider/testing';

import { Api } from '../support/api.js';
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

describe('the events of the dashboard', () => {
  it('tell which had no subscribers and why, and deliver one to an endpoint that came later', async () => {
    const { page } = visitor;
    await postrider.project.publish('api_key.revoked', { api_key_id: 'ak_77hd' });
    await open('/events?delivered_to=nobody');
    await page.getByRole('link', { name: 'api_key.revoked' }).click();

    await page.getByText('no active endpoint was subscribed to api_key.revoked').waitFor();
    await page.getByRole('link', { name: 'Create an endpoint' }).waitFor();
    await page.getByText('"ak_77hd"').waitFor();

    await postrider.manage.createEndpoint({ url: receiver.url('/late'), event_types: ['api_key.*'] });
    await page.getByRole('button', { name: 'Deliver' }).click();
    await page.getByRole('table', { name: 'Deliveries' }).getByText('Delivered').waitFor();
    await page.getByText('HTTP 200').waitFor();
    expect(receiver.requestsTo('/late')).toHaveLength(1);
  });

  it('have their failed deliveries first, replayed at once, and each delivery leads back', async () => {
    const { page } = visitor;
    let isUp = false;
    receiver.on('/down', () => ({ status: isUp ? 200 : 410 }));
    const event_types = ['routing_config.updated'];
    const failing = await postrider.manage.createEndpoint({ url: receiver.url('/down'), event_types });
    await postrider.manage.createEndpoint({ url: receiver.url('/up'), event_types });
    const { id, deliveries } = await postrider.project.publish('routing_config.updated');
    for (const delivery of deliveries) await postrider.manage.completed(delivery.id);
    await postrider.manage.updateEndpoint(failing.id, { active: true });
    isUp = true;
    await open(`/events/${id}`);
    const table = page.getByRole('table', { name: 'Deliveries' });
    await table.getByRole('row').nth(1).getByText('Failed').waitFor();
    await table
      .getByRole('link', { name: /Details/ })
      .first()
      .click();
    await page.getByText('It is not retried: 410 says that the endpoint is permanently gone.').waitFor();
    await page.getByRole('main').getByRole('link', { name: 'Event', exact: true }).click();

    await page.getByRole('button', { name: 'Replay the failed ones…' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('1 delivery: 1 failed.').waitFor();
    await dialog.getByRole('button', { name: 'Replay', exact: true }).click();
    await page.getByText('1 delivery was replayed.').first().waitFor();
    await open(`/events/${id}`);
    await table.getByText('Delivered').nth(1).waitFor();
    expect(await page.getByRole('button', { name: 'Replay the failed ones…' }).count()).toBe(0);
  });

  it('come by themselves, by type and by page, each view with an address of its own', async () => {
    const { page } = visitor;
    await postrider.manage.createEndpoint({ url: receiver.url('/budgets'), event_types: ['budget.*'] });
    await postrider.project.publishBatch(
      Array.from({ length: 60 }, (_, n) => ({ type: 'budget.exceeded', data: { n }, id: `budget-${n}` })),
    );
    await open('/events');
    const rows = page.getByRole('table', { name: 'Events' }).getByRole('row');
    await expectCount(rows, 51);

    await postrider.project.publish('experiment.completed', { run_id: 'run_3' });
    await rows.nth(1).getByText('experiment.completed').waitFor();
    await rows.nth(1).getByText('No endpoint').waitFor();

    await page.getByRole('combobox', { name: 'Event type' }).click();
    await page.getByRole('option', { name: 'budget.exceeded' }).click();
    await page.waitForURL(/type=budget\.exceeded/);
    await rows.nth(1).getByText('Delivered').waitFor();
    await page.getByRole('button', { name: 'Older' }).click();
    await page.waitForURL(/cursor=/);
    await expectCount(rows, 11);

    await page.goBack();
    await expectCount(rows, 51);
    await page.goBack();
    await rows.nth(1).getByText('experiment.completed').waitFor();
    expect(new URL(page.url()).search).toBe('');
  });
});

describe('fifty events', () => {
  it('take no more than five screens of a phone', async () => {
    const { page } = visitor;
    await postrider.project.publishBatch(
      Array.from({ length: 50 }, (_, n) => ({ type: 'budget.exceeded', data: { n } })),
    );
    await page.setViewportSize({ width: 390, height: 844 });
    await open('/events');
    await expectCount(page.getByRole('table', { name: 'Events' }).locator('tbody tr'), 50);
    expect(await page.evaluate<number>('document.documentElement.scrollHeight')).toBeLessThan(5 * 844);
    expect(await problemsOf(page, 'fifty events')).toEqual([]);
  });
});

describe('the payload filter of the dashboard', () => {
  it('names paths, finds events by a value, is in the address, and is offered by the search', async () => {
    const { page } = visitor;
    await open('/events');
    await page.getByText('To find events by a value in their payload').waitFor();
    await page.keyboard.press('Control+k');
    await page.getByRole('textbox', { name: 'Search' }).fill('order 4711');
    await page.getByText('Make a field searchable', { exact: true }).last().click();
    const dialog = page.getByRole('dialog', { name: 'Searchable paths' });
    const paths = dialog.getByRole('combobox', { name: 'Paths' });
    await paths.fill('order..id');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.getByText('Expected a path such as data.customer.id').waitFor();
    expect(await problemsOf(page, 'searchable paths')).toEqual([]);
    await paths.press('Backspace');
    await paths.fill('order_id, customer.id');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.waitFor({ state: 'detached' });

    await postrider.project.publishBatch(
      [4711, '4712'].map((order_id) => ({ type: 'budget.exceeded', data: { order_id } })),
    );
    const rows = page.getByRole('table', { name: 'Events' }).getByRole('row');
    const value = page.getByRole('textbox', { name: 'Payload value' });
    await value.fill('4711');
    await value.press('Enter');
    await page.waitForURL(/path=data\.order_id/);
    await expectCount(rows, 2);
    expect(await problemsOf(page, 'events by a value')).toEqual([]);

    await page.reload();
    await expectCount(rows, 2);
    expect(await value.inputValue()).toBe('4711');
    await value.fill('4713');
    await page.getByRole('button', { name: 'Find' }).click();
    await page.getByText('No events match').waitFor();
    await page.getByRole('button', { name: 'Clear' }).click();
    await rows.nth(2).waitFor();
    expect(new URL(page.url()).search).toBe('');

    await page.keyboard.press('Control+k');
    await page.getByRole('textbox', { name: 'Search' }).fill('4712');
    await page.getByRole('dialog').getByText('Event with data.order_id 4712').waitFor();
    expect(await problemsOf(page, 'the search')).toEqual([]);
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/events\/evt_/);
    await page.getByText('"4712"').waitFor();

    await postrider.project.publish('budget.exceeded', { order_id: '4712' });
    await open('/events');
    await rows.nth(3).waitFor();
    await page.keyboard.press('Control+k');
    await page.getByRole('textbox', { name: 'Search' }).fill('4712');
    await page.getByRole('dialog').getByText('Events with data.order_id 4712').click();
    await page.waitForURL(/path=data\.order_id/);
    await expectCount(rows, 3);
    expect(await value.inputValue()).toBe('4712');

    await open('/deliveries?event_id=4712');
    await page.getByText('No deliveries match').waitFor();
    await page.getByRole('link', { name: 'Events with data.order_id 4712' }).click();
    await expectCount(rows, 3);
  });
});

describe('the event types of the dashboard', () => {
  it('are made, tried out, changed and deleted, and what is wrong stands at its field', async () => {
    const { page } = visitor;
    await open('/event-types');
    await page.getByRole('link', { name: 'New event type' }).click();
    const [name, example, schema] = ['Name', 'Example', 'Schema'].map((label) =>
      page.getByRole('textbox', { name: label, exact: true }),
    );
    await name?.fill('budget.exceeded');
    await page.getByRole('textbox', { name: 'Description' }).fill('A customer placed an order.');
    await example?.fill('{\n  "order_id": oops\n}');
    await schema?.fill('{"type": "object", "required": "order_id"}');
    await page.getByText('Line 2, column 15: expected a value.').waitFor();
    expect(await page.getByRole('button', { name: 'Create' }).isDisabled()).toBe(true);

    await example?.fill('{"order_id": "ord_5512"}');
    await page.getByRole('button', { name: 'Create' }).click();
    await page.getByText('Event type budget.exceeded already exists.').waitFor();
    await name?.fill('shop.order_placed');
    await page.getByRole('button', { name: 'Create' }).click();
    await page.getByText('Expected a list of different strings.').waitFor();
    await schema?.fill('{"type": "object", "required": ["order_id"]}');
    await page.getByRole('button', { name: 'Create' }).click();
    await page.getByRole('heading', { level: 1, name: 'shop.order_placed' }).waitFor();

    await postrider.manage.createEndpoint({ url: receiver.url('/types'), event_types: ['shop.order_placed'] });
    await page.getByRole('button', { name: 'Send to… (shop.order_placed)' }).click();
    const dialog = page.getByRole('dialog', { name: 'Send a test event' });
    await dialog.getByRole('combobox', { name: 'Endpoint' }).click();
    await page.getByRole('option', { name: receiver.url('/types') }).click();
    await dialog.getByRole('button', { name: 'Send', exact: true }).click();
    await dialog.getByText('Delivered', { exact: true }).waitFor();
    await dialog.getByRole('button', { name: 'Close' }).click();
    expect(receiver.requestsTo('/types').map(({ rawBody }) => JSON.parse(rawBody) as unknown)).toMatchObject([
      { type: 'shop.order_placed', test: true, data: { order_id: 'ord_5512' } },
    ]);

    await page.getByRole('link', { name: 'Edit' }).click();
    await page.getByRole('textbox', { name: 'Description' }).fill('An order was placed and paid.');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('An order was placed and paid.').waitFor();

    await page.getByRole('button', { name: 'Delete' }).click();
    await page.getByText('1 endpoint subscribes to it').waitFor();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
    await page.getByRole('heading', { level: 1, name: 'Event types' }).waitFor();
    await page.getByRole('link', { name: 'budget.exceeded' }).waitFor();
    expect(await page.getByRole('link', { name: 'shop.order_placed' }).count()).toBe(0);
  });
});

describe('the keys of the dashboard', () => {
  it('are shown once, publish, and are refused once they are revoked', async () => {
    const { page } = visitor;
    await open('/keys');
    await page.getByRole('button', { name: 'Create key' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox', { name: 'Name' }).fill('the shop');
    await dialog.getByRole('button', { name: 'Create' }).click();
    const key = (await dialog.getByText(/^mlx_sk_/).textContent()) ?? '';
    await dialog.getByRole('checkbox').check();
    await dialog.getByRole('button', { name: 'Done' }).click();

    const row = page.getByRole('row', { name: /the shop/ });
    await row.getByText(`mlx_sk_…${key.slice(-4)}`).waitFor();
    await row.getByText('Never').waitFor();
    const shop = new Api(postrider.url, key);
    await shop.publish('budget.exceeded');

    await row.getByRole('button', { name: 'Revoke the shop' }).click();
    await page.getByText('refused from their next call on').waitFor();
    await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click();
    await row.getByText('Revoked').waitFor();
    expect(await shop.send('POST', '/events', { json: { type: 'budget.exceeded', data: {} } })).toMatchObject({
      status: 401,
    });
  });

  it("warn before the session's own key is revoked, which ends the session", async () => {
    const { page } = visitor;
    const { key } = await postrider.admin.createKey(postrider.keys.organization_id, 'management');
    await signIn(visitor, { url: postrider.url, keys: { management_key: key } });
    await open('/keys');
    const row = page.getByRole('row', { name: /This session/ });
    await row.getByRole('button', { name: /^Revoke/ }).click();
    await page.getByText('You are signed in with this key').waitFor();
    await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click();
    await page.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor();
  });
});

async function expectCount(rows: ReturnType<Visitor['page']['getByRole']>, count: number): Promise<void> {
  await rows.nth(count - 1).waitFor();
  await rows.nth(count).waitFor({ state: 'detached' });
  expect(await rows.count()).toBe(count);
}
