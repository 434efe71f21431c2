import { describe, expect, it } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import type { Locator, Page, Request } from 'playwright-core';

import { type Receiver, waitUntil } from '@postrider/testing';

import { onlyDelivery } from '../support/api.js';
import { forEachTestInBrowser, signIn, type Visitor } from '../support/browser.js';
import { forAllTests } from '../support/for-all-tests.js';
import type { Postrider } from '../support/postrider.js';

let postrider: Postrider;
let receiver: Receiver;
let visitor: Visitor;
const retryMs = 2_000;
forAllTests({ settings: { POSTRIDER_RETRY_BASE_MS: String(retryMs), POSTRIDER_EXPORT_ROWS_MAX: '3' } }, (services) => {
  ({ postrider, receiver } = services);
});
forEachTestInBrowser({}, (opened) => {
  visitor = opened;
});

async function open(path: string): Promise<Page> {
  await signIn(visitor, postrider);
  await visitor.page.goto(postrider.url + path);
  return visitor.page;
}

const subscribe = async (path: string, ...event_types: string[]): Promise<string> =>
  (await postrider.manage.createEndpoint({ url: receiver.url(path), event_types })).id;

/** Publishes so many events of a type, in the order of their numbers, and waits until they are delivered. */
async function publish(type: string, count: number, endpointId: string): Promise<void> {
  await postrider.project.publishBatch(Array.from({ length: count }, (_, n) => ({ type, data: { n } })));
  await postrider.manage.completedDeliveries(endpointId);
}

const rows = (page: Page) => page.getByRole('table', { name: 'Deliveries' }).getByRole('row');
const query = (page: Page): Record<string, string> => Object.fromEntries(new URL(page.url()).searchParams);

/** Whether the page is wider than the window. */
const scrollsSideways = (page: Page): Promise<boolean> =>
  page.evaluate<boolean>('document.documentElement.scrollWidth > document.documentElement.clientWidth');

async function isInWindow(row: Locator): Promise<boolean> {
  const box = await row.boundingBox();
  const height = row.page().viewportSize()?.height ?? 0;
  return box !== null && box.y >= 0 && box.y + box.height <= height;
}

describe('a delivery', () => {
  it('that fails is explained, followed to its retry, and delivered by a replay once its receiver is repaired', async () => {
    let isUp = false;
    receiver.on('/repaired', () => (isUp ? { status: 204 } : { status: 503, body: 'deploying, back in a minute' }));
    await subscribe('/repaired', 'budget.exceeded');
    const id = onlyDelivery(await postrider.project.publish('budget.exceeded', { cap_usd: 1000 }, 'order-17'));
    const page = await open(`/deliveries/${id}`);

    await page.getByRole('heading', { level: 1, name: 'budget.exceeded Pending' }).waitFor();
    const situation = page.getByRole('region', { name: 'How it stands' });
    await situation.getByText('Responded with 503.').waitFor();
    await situation.getByText('What to do:').waitFor();
    await page.getByRole('textbox', { name: 'Response body' }).first().waitFor();
    await page.getByRole('button', { name: /^#2 Retry 503/ }).waitFor();
    await page.getByText('"cap_usd"').waitFor();
    await page.getByRole('region', { name: 'Response headers' }).first().waitFor();
    await page.getByRole('tab', { name: 'Timing' }).first().click();
    await page.getByRole('rowheader', { name: 'Wait for the response' }).waitFor();
    await page.getByRole('tab', { name: 'Request' }).first().click();
    await page.getByRole('region', { name: 'Request headers' }).getByText(/^v1,/).waitFor();
    const line = page.getByRole('group', { name: 'Request line' });
    await line.getByText(receiver.url('/repaired')).waitFor();

    await page.getByRole('button', { name: 'Copy as curl' }).first().waitFor();
    await page.getByRole('region', { name: 'Attempts to come' }).waitFor();

    isUp = true;
    await page.getByRole('button', { name: /^(Try now|Replay)$/ }).click();
    await page.getByRole('heading', { level: 1, name: 'budget.exceeded Delivered' }).waitFor();
    await page.getByText('Replayed: delivered, 204').first().waitFor();
    await page.getByRole('button', { name: /Replay 204/ }).waitFor();
    await page.getByRole('button', { name: 'Compare two attempts' }).click();
    const facts = page.getByRole('table', { name: 'Result and timing' });
    await facts.getByRole('row', { name: 'Status 503 204' }).waitFor();
    await page.getByRole('region', { name: 'Differences of the body' }).getByText('deploying').waitFor();
    const history = page.getByRole('region', { name: 'History' });
    await history.getByText('AttemptSucceeded').waitFor();
    await history.getByRole('button', { name: 'Data of DeliveryScheduled, version 1' }).click();
    await history.getByText('"endpoint_id"').waitFor();
    expect(new Set(receiver.requestsTo('/repaired').map(({ headers }) => headers['webhook-id']))).toEqual(
      new Set(['order-17']),
    );
  });

  it('whose URL is the likely cause leads to the form of its endpoint, and back to the page of the endpoint', async () => {
    receiver.on('/moved-away', { status: 404 });
    const endpointId = await subscribe('/moved-away', 'request.anomaly_detected');
    const { id } = await postrider.manage.sendTest(endpointId, 'request.anomaly_detected');
    const page = await open(`/deliveries/${id}`);
    await page.getByRole('link', { name: 'Edit the endpoint' }).click();
    const dialog = page.getByRole('dialog', { name: 'Edit endpoint' });
    expect(await dialog.getByRole('textbox', { name: 'URL' }).inputValue()).toBe(receiver.url('/moved-away'));
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await dialog.waitFor({ state: 'detached' });
    expect(new URL(page.url()).search).toBe('');
    await postrider.manage.expect(204, 'DELETE', `/endpoints/${endpointId}`);
  });

  it('of 256 KiB is shown at once and copied whole', async () => {
    await subscribe('/large', 'experiment.completed');
    const data = {
      text: 'x'.repeat(100_000),
      rows: Array.from({ length: 4_500 }, (_, n) => `row ${n} of the payload`),
    };
    const id = onlyDelivery(await postrider.project.publish('experiment.completed', data));
    await visitor.context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: postrider.url });
    const page = await open(`/deliveries/${id}`);

    const payload = page.getByRole('region', { name: 'Payload' });
    await payload.getByRole('button', { name: 'Copy the payload' }).click();
    await page.getByText('Copied the payload').waitFor();
    const copied = JSON.parse(await page.evaluate<string>('navigator.clipboard.readText()')) as { data: unknown };
    expect(copied.data).toEqual(data);
    expect(await payload.getByText('row 4499 of the payload').count()).toBe(0);
    await payload.getByRole('button', { name: 'Show all' }).click();
    await payload.getByText('row 4499 of the payload').waitFor();
  });

  it('is sent again with other data, as a test event that leaves the first one as it is', async () => {
    await subscribe('/edited', 'budget.threshold_reached');
    const delivery = onlyDelivery(await postrider.project.publish('budget.threshold_reached', { percent: 80 }));
    await postrider.manage.completed(delivery);
    const page = await open(`/deliveries/${delivery}`);
    await page.getByRole('button', { name: 'Edit and send' }).click();
    const dialog = page.getByRole('dialog', { name: 'Send with other data' });
    const data = dialog.getByRole('textbox', { name: 'Data' });
    expect(JSON.parse(await data.inputValue())).toEqual({ percent: 80 });
    await data.fill('{"percent": ');
    expect(await dialog.getByRole('button', { name: 'Send test event' }).isDisabled()).toBe(true);
    await data.fill('{"percent": 95.0}');
    await dialog.getByRole('button', { name: 'Send test event' }).click();
    await page.getByRole('heading', { level: 1, name: 'budget.threshold_reached Delivered Test' }).waitFor();
    const [, second] = receiver.requestsTo('/edited');
    expect(second?.rawBody).toContain('"data":{"percent":95.0}');
    expect(await postrider.manage.delivery(delivery)).toMatchObject({ test: false, attempt_count: 1 });
  });

  it('with very long and right-to-left texts fits a phone', async () => {
    const path = `/long-${'p'.repeat(400)}`;
    receiver.on(path, { status: 400, body: `${'e'.repeat(3_000)} مرحبا` });
    await subscribe(path, 'provider.health_changed');
    const data = { مفتاح: 'نص من اليمين إلى اليسار', long: 'l'.repeat(5_000) };
    const id = onlyDelivery(await postrider.project.publish('provider.health_changed', data, 'i'.repeat(128)));
    await postrider.manage.deliveryWhen(id, ({ attempt_count }) => attempt_count > 0);
    await visitor.page.setViewportSize({ width: 390, height: 844 });
    const page = await open(`/deliveries/${id}`);
    await page.getByText('مفتاح').waitFor();
    await page.getByText('مرحبا').first().waitFor();
    expect(await scrollsSideways(page)).toBe(false);

    await page.goto(`${postrider.url}/deliveries?event_type=provider.health_changed`);
    await rows(page).getByRole('link', { name: 'provider.health_changed' }).waitFor();
    expect(await scrollsSideways(page)).toBe(false);
  });
});

describe('the list of deliveries', () => {
  it('has its filters in the URL, each to be removed, and the way back undoes them', async () => {
    const [one, other] = ['api_key.revoked', 'routing_config.created'];
    const endpointId = await subscribe('/filtered', one, other);
    await publish(one, 2, endpointId);
    await publish(other, 1, endpointId);
    const page = await open('/deliveries');
    await rows(page).getByRole('link', { name: other }).waitFor();

    await page.getByRole('combobox', { name: 'Event type' }).click();
    await page.getByRole('option', { name: one, exact: true }).click();
    await expect(rows(page).getByRole('link', { name: other }).waitFor({ state: 'detached' })).resolves.toBeUndefined();
    await page.getByRole('combobox', { name: 'Status' }).click();
    await page.getByRole('option', { name: 'Failed' }).click();
    await page.getByText('No deliveries match').waitFor();
    expect(query(page)).toEqual({ event_type: one, status: 'failed' });

    await page.getByRole('button', { name: 'Remove the status filter' }).click();
    await rows(page).getByRole('link', { name: one }).first().waitFor();
    expect(query(page)).toEqual({ event_type: one });
    expect(await rows(page).getByRole('link', { name: one }).count()).toBe(2);
    await page.goBack();
    await page.getByText('No deliveries match').waitFor();
    expect(query(page)).toEqual({ event_type: one, status: 'failed' });
    await page.getByRole('button', { name: 'Clear filters' }).last().click();
    await rows(page).getByRole('link', { name: other }).waitFor();
    expect(query(page)).toEqual({});

    await page.getByRole('textbox', { name: 'Event id' }).fill('nothing has this');
    await page.keyboard.press('Enter');
    await page.getByText('No deliveries match').waitFor();
    await page.getByRole('button', { name: 'Remove the event id filter' }).click();
    await page.getByRole('button', { name: 'Time: Any time' }).click();
    await page.getByRole('button', { name: 'Last hour' }).click();
    await rows(page).getByRole('link', { name: other }).waitFor();
    expect(query(page)).toEqual({ range: '1h' });
    await page.reload();
    await rows(page).getByRole('link', { name: other }).waitFor();
    await page.getByRole('button', { name: 'Time: Last hour' }).waitFor();
    expect(query(page)).toEqual({ range: '1h' });

    const refreshed = page.waitForRequest((request) => /\/deliveries\?.*since=/.test(request.url()));
    await page.getByRole('button', { name: 'Time: Last hour' }).click();
    await page.getByRole('button', { name: 'Last hour', exact: true }).click();
    expect((await refreshed).url()).not.toContain('range=');

    await page.getByRole('button', { name: 'Replay all matching' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Since').locator('time').waitFor();
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await page.getByRole('button', { name: 'Time: Last hour' }).click();
    await page.getByRole('button', { name: 'Apply' }).click();
    await page.getByRole('button', { name: /^Time: Since / }).waitFor();
    expect(Object.keys(query(page))).toEqual(['since']);
  });

  it('is paged by cursor: older, newer, and the same page after a reload', async () => {
    const type = 'request.anomaly_detected';
    await publish(type, 120, await subscribe('/paged', type));
    const { data } = await postrider.manage.deliveries(`?event_type=${type}&limit=250`);
    const page = await open(`/deliveries?event_type=${type}`);
    const shown = (index: number): Promise<void> =>
      rows(page)
        .getByText(data[index]?.event_id ?? '')
        .waitFor();

    await shown(0);
    await page.getByRole('button', { name: 'Older' }).click();
    await shown(50);
    await page.getByRole('button', { name: 'Older' }).click();
    await shown(100);
    await page.reload();
    await shown(119);
    await page.getByRole('button', { name: 'Newer' }).click();
    await shown(50);
    await page.goBack();
    await shown(119);
    await page.getByRole('button', { name: 'Newest' }).click();
    await shown(0);
    expect(query(page)).toEqual({ event_type: type });
  });

  it('leads from a delivery to the previous and the next one that match its filters, and back to itself', async () => {
    const [type, other] = ['routing_config.updated', 'budget.threshold_reached'];
    const endpointId = await subscribe('/neighbors', type, other);
    await publish(type, 2, endpointId);
    await publish(other, 1, endpointId);
    await publish(type, 1, endpointId);
    const { data } = await postrider.manage.deliveries(`?event_type=${type}`);
    const page = await open(`/deliveries?event_type=${type}`);
    const isAt = (index: number): Promise<void> => page.waitForURL(`**/deliveries/${data[index]?.id ?? ''}`);

    await rows(page)
      .filter({ hasText: data[1]?.event_id ?? '' })
      .getByRole('link', { name: type })
      .click();
    await isAt(1);
    await page.getByText('2 of 3').waitFor();
    await page.getByRole('link', { name: 'Next delivery' }).click();
    await isAt(2);
    await page.getByText('3 of 3').waitFor();
    expect(await page.getByRole('link', { name: 'Next delivery' }).count()).toBe(0);
    await page.getByRole('link', { name: 'Previous delivery' }).click();
    await isAt(1);
    await page.getByRole('link', { name: 'Previous delivery' }).click();
    await isAt(0);
    await page.goBack();
    await rows(page).first().waitFor();
    expect(query(page)).toEqual({ event_type: type });
  });

  it('is the same one after a look at a delivery far down: its filters, its page and its place', async () => {
    const type = 'routing_config.created';
    const endpoint_id = await subscribe('/far', type);
    await publish(type, 60, endpoint_id);
    const { data } = await postrider.manage.deliveries(`?endpoint_id=${endpoint_id}&limit=60`);
    const page = await open(`/deliveries?endpoint_id=${endpoint_id}`);
    const row = rows(page).filter({ hasText: data[45]?.event_id ?? '' });
    // Its position is known to the page with the next frame, as it is before a user's click.
    await row.scrollIntoViewIfNeeded();
    await page.evaluate('new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))');
    await row.getByRole('link', { name: type }).click();
    await page.getByRole('heading', { level: 1, name: type }).waitFor();
    const parent = page.getByRole('main').getByRole('link', { name: 'Deliveries', exact: true });
    expect(await parent.getAttribute('href')).toBe(`/deliveries?endpoint_id=${endpoint_id}`);
    await page.getByRole('link', { name: 'Next delivery' }).click();
    await page.waitForURL(`**/deliveries/${data[46]?.id ?? ''}`);
    await parent.click();
    await rows(page).first().waitFor();
    expect(query(page)).toEqual({ endpoint_id });
    await waitUntil(() => isInWindow(row), { what: 'the row to be in the window' });
  });

  it('is filtered by what came of deliveries, and a bulk replay takes the filter', async () => {
    let isUp = true;
    receiver.on('/unwell', () => ({ status: isUp ? 204 : 503 }));
    const type = 'routing_config.updated';
    const endpoint_id = await subscribe('/unwell', type);
    await publish(type, 1, endpoint_id);
    isUp = false;
    const event = await postrider.project.publish(type);
    const failing = event.deliveries.find((delivery) => delivery.endpoint_id === endpoint_id)?.id ?? '';
    await postrider.manage.deliveryWhen(failing, ({ attempt_count }) => attempt_count > 0);
    const page = await open(`/deliveries?endpoint_id=${endpoint_id}`);
    await rows(page).nth(2).waitFor();
    await page.getByRole('button', { name: 'More filters' }).click();
    await page.getByRole('textbox', { name: 'Response' }).fill('9');
    await page.keyboard.press('Enter');
    await page.getByText('Expected a status, or 2xx to 5xx.').waitFor();
    await page.getByRole('textbox', { name: 'Response' }).fill('5xx');
    await page.keyboard.press('Enter');
    await rows(page).nth(2).waitFor({ state: 'detached' });
    await rows(page).getByText('Pending').waitFor();
    expect(query(page)).toEqual({ endpoint_id, response_class: '5xx' });
    await page.getByRole('button', { name: 'Replay all matching…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Replay all matching deliveries?' });
    await dialog.getByText('1 delivery: 1 pending.').waitFor();
    await dialog.getByRole('button', { name: 'Replay', exact: true }).click();
    await dialog.waitFor({ state: 'detached' });
    const { data } = await postrider.manage.operations();
    expect(data[0]?.request).toEqual({ endpoint_id, response_class: '5xx' });
    await postrider.manage.operationEnded(data[0]?.id ?? '');

    await page.getByRole('combobox', { name: 'Failure' }).click();
    await page.getByRole('option', { name: 'Timed out' }).click();
    await page.getByText('No deliveries match').waitFor();
    await page.getByRole('button', { name: 'Remove the failure filter' }).click();
    await page.getByRole('button', { name: 'Remove the response filter' }).click();
    await rows(page).nth(2).waitFor();
  });

  it('is saved as a file, up to a limit, and the rest as the next file', async () => {
    const type = 'api_key.revoked';
    const endpoint_id = await subscribe('/exported', type);
    await publish(type, 5, endpoint_id);
    const page = await open(`/deliveries?endpoint_id=${endpoint_id}`);
    await rows(page).nth(5).waitFor();
    const saved = async (begin: () => Promise<void>): Promise<string[]> => {
      const [download] = await Promise.all([page.waitForEvent('download'), begin()]);
      expect(download.suggestedFilename()).toMatch(/^deliveries-\d{4}-\d\d-\d\d\.csv$/);
      return (await readFile(await download.path(), 'utf8')).trim().split('\r\n');
    };
    const first = await saved(async () => {
      await page.getByRole('button', { name: 'Export' }).click();
      await page.getByRole('menuitem', { name: 'CSV, for spreadsheets' }).click();
    });
    // The names of the columns, three deliveries, and where it was cut.
    expect(first).toHaveLength(5);
    await page.getByText('Exported the newest 3 deliveries, and there are more.').waitFor();
    const rest = await saved(() => page.getByRole('button', { name: 'Export the next file' }).click());
    expect(rest).toHaveLength(3);
    await page.getByText('Exported 2 deliveries.').waitFor();
  });

  it('is saved as one file of an operation, if there are more than the limit', async () => {
    const type = 'order.exported';
    await postrider.manage.createEventType({ type, description: 'An order was exported.', example: {} });
    const endpoint_id = await subscribe('/exported-all', type);
    await publish(type, 5, endpoint_id);
    const page = await open(`/deliveries?endpoint_id=${endpoint_id}&response_class=2xx`);
    await rows(page).nth(5).waitFor();
    await page.getByRole('button', { name: 'Export' }).click();
    await page.getByRole('menuitem', { name: 'NDJSON, for programs' }).click();
    await page.getByRole('button', { name: 'Export all in the background' }).click();
    await page.getByRole('heading', { level: 1, name: 'Export of 5 deliveries Completed' }).waitFor();
    await page.getByText('5 deliveries were exported.').first().waitFor();
    await page.getByText('Response: 2xx').waitFor();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: /^Download NDJSON \(/ }).click(),
    ]);
    expect(download.suggestedFilename()).toMatch(/^deliveries-\d{4}-\d\d-\d\d\.ndjson$/);
    const lines = (await readFile(await download.path(), 'utf8')).trim().split('\n');
    expect(lines).toHaveLength(6);
    expect(JSON.parse(lines[5] ?? '')).toEqual({ export: { deliveries: 5, next_cursor: null } });

    await page.goBack();
    await page.getByRole('button', { name: 'Export', exact: true }).click();
    await page.getByRole('menuitem', { name: 'CSV, in the background' }).click();
    await page.getByRole('link', { name: /^Download CSV \(/ }).waitFor();
  });

  it('has the columns, the rows and the views that its browser remembers', async () => {
    const type = 'provider.health_changed';
    await publish(type, 1, await subscribe('/remembered', type));
    const page = await open(`/deliveries?event_type=${type}`);
    await page.getByRole('columnheader', { name: 'Attempts' }).waitFor();
    await page.getByRole('button', { name: 'View', exact: true }).click();
    await page.getByRole('checkbox', { name: 'Attempts' }).uncheck();
    await page.getByRole('checkbox', { name: 'Delivery id' }).check();
    await page.getByRole('radio', { name: 'Compact' }).check();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Save these filters' }).click();
    await page.getByRole('textbox', { name: 'Name' }).fill('Health');
    await page.keyboard.press('Enter');

    await page.goto(`${postrider.url}/deliveries`);
    await page.getByRole('columnheader', { name: 'Delivery id' }).waitFor();
    expect(await page.getByRole('columnheader', { name: 'Attempts' }).count()).toBe(0);
    const view = page.getByRole('group', { name: 'Saved views' }).getByRole('link', { name: 'Health' });
    await view.click();
    await page.waitForURL(`**/deliveries?event_type=${type}`);
    await page.getByRole('button', { name: 'Remove the view Health' }).click();
    await view.waitFor({ state: 'detached' });
  });

  it('selects a range with the shift key', async () => {
    const type = 'experiment.completed';
    const endpoint_id = await subscribe('/range', type);
    await publish(type, 5, endpoint_id);
    const page = await open(`/deliveries?endpoint_id=${endpoint_id}`);
    const checkboxes = page.getByRole('checkbox', { name: /^Select experiment/ });
    await checkboxes.nth(1).check();
    await checkboxes.nth(3).click({ modifiers: ['Shift'] });
    await page.getByText('3 selected').waitFor();
    expect(await Promise.all([0, 1, 2, 3, 4].map((n) => checkboxes.nth(n).isChecked()))).toEqual([
      false,
      true,
      true,
      true,
      false,
    ]);
  });

  it('counts new deliveries, and moves no row until they are asked for', async () => {
    const type = 'experiment.regression_detected';
    const endpointId = await subscribe('/live', type);
    await publish(type, 3, endpointId);
    const page = await open(`/deliveries?event_type=${type}`);
    const [newest] = (await postrider.manage.deliveries(`?event_type=${type}&limit=1`)).data;
    const row = rows(page).filter({ hasText: newest?.event_id ?? '' });
    await row.waitFor();
    const before = await row.boundingBox();

    await publish(type, 2, endpointId);
    const news = page.getByRole('button', { name: '2 new deliveries' });
    await news.waitFor();
    expect(await row.boundingBox()).toEqual(before);
    await news.click();
    await rows(page).nth(5).waitFor();
    expect((await row.boundingBox())?.y).toBeGreaterThan(before?.y ?? 0);
  });

  it('stays up to date in eight tabs by one stream, which another tab takes over when its tab is closed', async () => {
    const type = 'experiment.regression_detected';
    const endpointId = await subscribe('/tabs', type);
    const streams: Page[] = [];
    visitor.context.on('request', (request) => {
      if (request.url().endsWith('/live')) streams.push(request.frame().page());
    });
    const first = await open(`/deliveries?endpoint_id=${endpointId}`);
    const tabs = [first];
    for (let n = 0; n < 7; n += 1) {
      const other = await visitor.context.newPage();
      await other.goto(first.url());
      await other.getByRole('heading', { level: 1, name: 'Deliveries' }).waitFor();
      tabs.push(other);
    }
    await publish(type, 1, endpointId);
    for (const tab of tabs) await rows(tab).getByRole('link', { name: type }).first().waitFor();
    expect(streams).toHaveLength(1);

    const [leader] = streams;
    await leader?.close();
    await waitUntil(() => streams.length === 2, { what: 'another tab to take over' });
    await publish(type, 1, endpointId);
    for (const tab of tabs.filter((each) => each !== leader))
      await tab.getByRole('button', { name: '1 new delivery' }).waitFor();
    expect(streams).toHaveLength(2);
  });

  it('has no stream while it is hidden in a browser without locks, or left, and is up to date when it is back', async () => {
    const type = 'experiment.regression_detected';
    const endpointId = await subscribe('/hidden', type);
    await visitor.page.addInitScript('Object.defineProperty(navigator, "locks", { value: undefined })');
    let opened = 0;
    let closed = 0;
    const isStream = (request: Request): boolean => request.url().endsWith('/live');
    visitor.page.on('request', (request) => (opened += Number(isStream(request))));
    visitor.page.on('requestfailed', (request) => (closed += Number(isStream(request))));
    const page = await open(`/deliveries?endpoint_id=${endpointId}`);
    await waitUntil(() => opened === 1, { what: 'a stream' });

    const show = (isHidden: boolean): Promise<unknown> =>
      page.evaluate(
        `Object.defineProperty(document, 'hidden', { value: ${isHidden}, configurable: true });
         document.dispatchEvent(new Event('visibilitychange'))`,
      );
    await show(true);
    await waitUntil(() => closed === 1, { what: 'the end of the stream' });
    await publish(type, 1, endpointId);
    await show(false);
    await rows(page).getByRole('link', { name: type }).first().waitFor();
    await waitUntil(() => opened === 2, { what: 'a new stream' });

    await page.evaluate("window.dispatchEvent(new Event('pagehide'))");
    await waitUntil(() => closed === 2, { what: 'the end of the stream' });
    await page.evaluate("window.dispatchEvent(new Event('pageshow'))");
    await waitUntil(() => opened === 3, { what: 'a stream of the page that is back' });
  });

  it('is used with the keyboard alone', async () => {
    const type = 'routing_config.deleted';
    await publish(type, 2, await subscribe('/keyboard', type));
    const page = await open(`/deliveries?event_type=${type}`);
    await rows(page).getByRole('link', { name: type }).first().waitFor();

    await page.getByRole('checkbox', { name: 'Select all on this page' }).focus();
    await page.keyboard.press('Space');
    await page.getByText('2 selected').waitFor();
    await page.keyboard.press('Space');
    await page.getByText('2 selected').waitFor({ state: 'detached' });
    // The buttons beside it, the first row's checkbox, its link.
    for (let n = 0; n < 5; n++) await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: type }).waitFor();
    expect(await page.evaluate<string>('document.activeElement.tagName')).toBe('H1');
  });
});
