import { beforeEach, describe, expect, it } from '@jest/globals';
import type { Locator } from 'playwright-core';

import { verify } from '@postrider/sdk/verify';
import { type Receiver, waitUntil } from '@postrider/testing';

import { forEachTestInBrowser, signIn, type Visitor } from '../support/browser.js';
import { forAllTests } from '../support/for-all-tests.js';
import type { Postrider } from '../support/postrider.js';

let postrider: Postrider;
let receiver: Receiver;
let visitor: Visitor;
forAllTests({ settings: { POSTRIDER_DEGRADED_MIN_ATTEMPTS: '4' } }, (services) => {
  ({ postrider, receiver } = services);
});
forEachTestInBrowser({}, (opened) => {
  visitor = opened;
});
beforeEach(() => signIn(visitor, postrider));

const open = (path: string) => visitor.page.goto(postrider.url + path);

/** Creates an endpoint as a person does, and gives its secret. */
async function createEndpoint(url: string, eventTypes: string): Promise<string> {
  const { page } = visitor;
  await open('/endpoints');
  await page.getByRole('link', { name: 'New endpoint' }).click();
  await page.getByRole('textbox', { name: 'URL' }).fill(url);
  await page.getByRole('combobox', { name: 'Events' }).fill(eventTypes);
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await page.getByRole('button', { name: 'Create endpoint' }).click();
  await page.getByRole('heading', { name: 'Save the signing secret' }).waitFor();
  const secret = await page.getByText(/^whsec_/).textContent();
  await page.getByRole('tab', { name: 'Python' }).click();
  await page.getByText(/from standardwebhooks import Webhook/).waitFor();
  const done = page.getByRole('button', { name: 'Done' });
  expect(await done.isDisabled()).toBe(true);
  await page.getByRole('link', { name: 'Overview' }).click();
  await page.getByRole('dialog', { name: 'Leave without the signing secret?' }).getByText('Cancel').click();
  await page.getByRole('checkbox', { name: /I saved the signing secret/ }).check();
  await done.click();
  await page.getByRole('heading', { level: 1, name: new URL(url).host }).waitFor();
  return String(secret);
}

const hasFocus = async (locator: Locator): Promise<boolean> =>
  (await locator.and(visitor.page.locator(':focus')).count()) === 1;

async function sendTest(eventType: string): Promise<void> {
  const { page } = visitor;
  await page.getByRole('combobox', { name: 'Event type' }).click();
  await page.getByRole('option', { name: eventType, exact: true }).click();
  await page.getByRole('button', { name: 'Send', exact: true }).click();
}

async function choose(action: RegExp): Promise<void> {
  await visitor.page.getByRole('button', { name: 'More actions' }).click();
  await visitor.page.getByRole('menuitem', { name: action }).click();
}

describe('an endpoint in the dashboard', () => {
  it('is created, its secret is shown once, and the result of a test event arrives in place', async () => {
    const { page } = visitor;
    const secret = await createEndpoint(receiver.url('/created'), 'budget.*');
    expect(await page.content()).not.toContain(secret);

    await sendTest('budget.exceeded');
    await page.getByText(/^HTTP 200 after \d+ ms$/).waitFor();
    const [request] = receiver.requestsTo('/created');
    await expect(verify(request?.rawBody ?? '', request?.headers ?? {}, { secret })).resolves.toMatchObject({
      type: 'budget.exceeded',
    });

    receiver.on('/created', { status: 503 });
    await sendTest('budget.threshold_reached');
    await page.getByText(/^HTTP 503 after/).waitFor();
    receiver.on('/created', { status: 204 });
    await page.getByText(/^HTTP 204 after/).waitFor();
  });

  it('says at its fields what is wrong with them, and changes nothing', async () => {
    const { page } = visitor;
    const taken = { url: receiver.url('/taken'), event_types: ['*'], description: 'Taken' };
    await postrider.manage.createEndpoint(taken);
    await open('/endpoints/new');
    const url = page.getByRole('textbox', { name: 'URL' });
    await url.fill(taken.url);
    await page.getByText('Taken has this URL already.').waitFor();
    await url.fill('ftp://example.com');
    await page.getByRole('textbox', { name: 'Description' }).fill('x'.repeat(501));
    await page.getByRole('button', { name: 'Create endpoint' }).click();

    await page.getByText('Expected an http or https URL.').waitFor();
    await page.getByText('Expected at least one event type.').waitFor();
    await page.getByText('Expected at most 500 characters.').waitFor();
    await url.and(page.locator(':focus')).waitFor();
    await url.fill('https://example.com/hook');
    await page.getByText('Expected an http or https URL.').waitFor({ state: 'detached' });
    await page.getByText('Expected at least one event type.').waitFor();
    expect((await postrider.manage.endpoints()).data.map((endpoint) => endpoint.url)).not.toContain(
      'ftp://example.com',
    );
  });

  it('offers its event types as soon as the field has the focus, and the prefix for the beginning of types', async () => {
    const { page } = visitor;
    await open('/endpoints/new');
    const events = page.getByRole('combobox', { name: 'Events' });
    await events.click();
    await page.getByRole('option', { name: 'api_key.revoked' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('option', { name: 'api_key.revoked' }).waitFor({ state: 'hidden' });
    await events.pressSequentially('provider');
    await page.getByRole('option', { name: 'provider.*' }).waitFor();
    expect(await page.getByRole('option', { name: 'api_key.revoked' }).count()).toBe(0);
    await page.keyboard.press('Enter');
    await page.getByText('No event type is named provider.').waitFor();
    await page.getByRole('button', { name: 'Use provider.*' }).click();
    await page.getByText('No event type is named provider.').waitFor({ state: 'detached' });

    const { id } = await postrider.manage.createEndpoint({ url: receiver.url('/types'), event_types: ['budget.*'] });
    await open(`/endpoints/${id}`);
    await page.getByRole('button', { name: 'Edit' }).click();
    await page.getByRole('dialog').getByRole('combobox', { name: 'Events' }).click();
    await page.getByRole('option', { name: 'api_key.revoked' }).waitFor();
  });

  it('that fails says how many deliveries failed and that its URL was changed since, and replays them', async () => {
    const { page } = visitor;
    const { manage, project } = postrider;
    receiver.on('/broken', { status: 500 });
    receiver.on('/mended', { status: 204 });
    const { id } = await manage.createEndpoint({
      url: receiver.url('/broken'),
      event_types: ['request.anomaly_detected'],
    });
    for (let n = 0; n < 4; n += 1) {
      const { deliveries } = await project.publish('request.anomaly_detected');
      await manage.deliveryWhen(deliveries[0]?.id ?? '', ({ attempt_count }) => attempt_count > 0);
    }
    // Pending deliveries fail while their endpoint is inactive.
    await manage.updateEndpoint(id, { active: false });
    await manage.completedDeliveries(id);
    await manage.updateEndpoint(id, { active: true });
    const { deliveries } = await project.publish('request.anomaly_detected');
    await manage.deliveryWhen(deliveries[0]?.id ?? '', ({ attempt_count }) => attempt_count > 0);

    await open(`/endpoints/${id}`);
    await page.getByRole('link', { name: '4 deliveries failed' }).waitFor();
    await page.getByRole('button', { name: 'Edit' }).click();
    await page.getByRole('textbox', { name: 'URL' }).fill(receiver.url('/mended'));
    await page.getByRole('button', { name: 'Save' }).click();
    const dialog = page.getByRole('dialog', { name: 'Saved. Replay the failed deliveries?' });
    await dialog.getByText('4 deliveries: 4 failed.').waitFor();
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await page.getByText(/^The URL was changed/).waitFor();
    await page.getByRole('button', { name: 'Replay them' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Replay', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: 'Replay of 4 deliveries' }).waitFor();
    await receiver.waitFor(({ path }) => path === '/mended');
  });

  it('is edited, deactivated and activated, and gets the events that it missed', async () => {
    const { page } = visitor;
    const { id } = await postrider.manage.createEndpoint({
      url: receiver.url('/first'),
      event_types: ['api_key.revoked'],
    });
    await open(`/endpoints/${id}`);
    await page.getByRole('button', { name: 'Edit' }).click();
    await page.getByRole('textbox', { name: 'URL' }).fill(receiver.url('/second'));
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('heading', { level: 1, name: '/second' }).waitFor();
    await page.getByText(`URL: ${receiver.url('/first')} → ${receiver.url('/second')}`).waitFor();

    await choose(/Deactivate/);
    await page.getByRole('dialog').getByRole('button', { name: 'Deactivate' }).click();
    await page.getByText(/^Deactivated .* by .*, through the dashboard\.$/).waitFor();
    await postrider.project.publish('api_key.revoked', { api_key_id: 'ak_1' });

    await page.getByRole('button', { name: 'Activate', exact: true }).click();
    await page.getByText(/^Deactivated .* by /).waitFor({ state: 'hidden' });
    await page.getByRole('button', { name: 'Recover events' }).click();
    await page.getByRole('dialog').getByRole('radio', { name: 'Last hour' }).check();
    await page.getByRole('dialog').getByRole('button', { name: 'Recover' }).click();
    await receiver.waitFor(({ path }) => path === '/second');
  });

  it('has nothing to recover after an outage, and leads to the failed deliveries instead', async () => {
    const { page } = visitor;
    receiver.on('/outage', { status: 410 });
    const event_types = ['routing_config.updated'];
    const { id } = await postrider.manage.createEndpoint({ url: receiver.url('/outage'), event_types });
    const { deliveries } = await postrider.project.publish('routing_config.updated');
    await postrider.manage.completed(deliveries.find(({ endpoint_id }) => endpoint_id === id)?.id ?? '');
    await postrider.project.publish('api_key.revoked', { api_key_id: 'ak_2' });
    await postrider.manage.updateEndpoint(id, { active: true });
    await open(`/endpoints/${id}`);
    await page.getByRole('button', { name: 'Recover events' }).click();
    const dialog = page.getByRole('dialog');
    // Of the types that it subscribes to.
    await dialog.getByText('1 event in this range, and it was not missed.').waitFor();
    await dialog.getByText('1 delivery failed in this range.').waitFor();
    expect(await dialog.getByRole('button', { name: 'Recover', exact: true }).isDisabled()).toBe(true);
    await dialog.getByRole('link', { name: 'Replay it instead' }).click();
    await page.waitForURL(/\/deliveries\?/);
    const { searchParams } = new URL(page.url());
    expect([searchParams.get('endpoint_id'), searchParams.get('status')]).toEqual([id, 'failed']);
  });

  it('has another envelope and an organization’s own request format: its page and its deliveries show both', async () => {
    const { page } = visitor;
    await postrider.manage.expect(200, 'PATCH', '/request-format', { json: { preset: 'github' } });
    try {
      await open('/endpoints/new');
      await page.getByRole('textbox', { name: 'URL' }).fill(receiver.url('/enveloped'));
      await page.getByRole('combobox', { name: 'Events' }).fill('budget.*');
      await page.keyboard.press('Enter');
      await page.getByRole('combobox', { name: 'Envelope' }).selectOption('Data alone');
      await page.getByRole('button', { name: 'Create endpoint' }).click();
      await page.getByText(/Their signature is in X-Hub-Signature-256/).waitFor();
      await page.getByRole('checkbox', { name: /I saved the signing secret/ }).check();
      await page.getByRole('button', { name: 'Done' }).click();
      await page.getByText('Data alone').waitFor();

      await sendTest('budget.exceeded');
      await page.getByText(/^HTTP 200 after \d+ ms$/).waitFor();
      await page.getByRole('link', { name: 'Details' }).click();
      await page.getByRole('tab', { name: 'Request' }).click();
      await page.getByText('X-Hub-Signature-256').waitFor();
      await page.getByText('Has the signature of this attempt').waitFor();
      const [request] = receiver.requestsTo('/enveloped');
      await page.getByText(String(request?.headers['x-hub-signature-256'])).waitFor();
      await page.getByRole('button', { name: 'Edit and send' }).click();
      const data = await page.getByRole('dialog').getByRole('textbox').inputValue();
      expect(JSON.parse(data)).toEqual(JSON.parse(request?.rawBody ?? ''));
    } finally {
      await postrider.manage.expect(200, 'PATCH', '/request-format', { json: { preset: 'default' } });
    }
  });

  it('has its secret rotated: the old one signs as well until the time that is shown', async () => {
    const { page } = visitor;
    const { id, signing_secret: old } = await postrider.manage.createEndpoint({
      url: receiver.url('/rotated'),
      event_types: ['*'],
    });
    await open(`/endpoints/${id}`);
    await choose(/Rotate/);
    await page.getByRole('textbox', { name: 'Hours until the old secret ends' }).fill('48');
    await page.getByRole('dialog').getByRole('button', { name: 'Rotate' }).click();
    const dialog = page.getByRole('dialog', { name: 'Save the new signing secret' });
    const secret = String(await dialog.getByText(/^whsec_/).textContent());
    const until = Date.parse(String(await dialog.getByRole('time').getAttribute('datetime')));
    expect(until - Date.now()).toBeGreaterThan(47 * 3_600_000);
    await page.keyboard.press('Escape');
    await dialog.getByRole('checkbox').check();
    await dialog.getByRole('button', { name: 'Done' }).click();
    await dialog.waitFor({ state: 'hidden' });

    await sendTest('budget.exceeded');
    await page.getByText(/^HTTP 200 after/).waitFor();
    const [request] = receiver.requestsTo('/rotated');
    for (const each of [old, secret]) {
      await expect(verify(request?.rawBody ?? '', request?.headers ?? {}, { secret: each })).resolves.toBeDefined();
    }

    await page.getByText(/^valid until/).waitFor();
    await page.getByRole('button', { name: 'End it now…' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'End it' }).click();
    await page.getByText(/^valid until/).waitFor({ state: 'hidden' });
    const [ended, rotated] = await page.getByRole('list').filter({ hasText: 'Created' }).getByRole('listitem').all();
    expect(await ended?.textContent()).toMatch(
      /^Old signing secrets ended.*first management key, through the dashboard$/,
    );
    expect(await rotated?.textContent()).toMatch(/^Signing secret rotated/);
  });

  it('has its page although the gateway serves no more files: the first page has loaded the others', async () => {
    const { page } = visitor;
    const loaded = new Set<string>();
    page.on('response', (response) => loaded.add(new URL(response.url()).pathname));
    await open('/keys');
    await waitUntil(() => [...loaded].some((path) => path.includes('/endpoints-page-')), { what: 'the other pages' });
    await page.route('**/assets/**', (route) => route.abort());
    await page.getByRole('link', { name: 'Endpoints' }).click();
    await page.getByRole('heading', { level: 1, name: 'Endpoints' }).waitFor();
    await page.unrouteAll();
  });

  it('is degraded while many first attempts fail, and its charts tell when and why, also by keyboard', async () => {
    const { page } = visitor;
    const { manage, project } = postrider;
    receiver.on('/flaky', (_, n) => ({ status: n === 2 ? 503 : 200 }));
    const { id } = await manage.createEndpoint({
      url: receiver.url('/flaky'),
      event_types: ['*'],
      description: 'Flaky shop',
    });
    for (let n = 0; n < 4; n += 1) {
      const { deliveries } = await project.publish('budget.exceeded');
      await manage.completed(deliveries.find(({ endpoint_id }) => endpoint_id === id)?.id ?? '');
    }

    await open('/');
    const troubled = page.getByRole('table', { name: 'Failing and degraded endpoints' }).getByRole('row', {
      name: /Flaky shop/,
    });
    await troubled.getByText('Degraded').waitFor();
    await troubled.getByText('1 of 4 failed').waitFor();
    await troubled.getByText(/^about .* ago$/).waitFor();
    await open('/endpoints?state=degraded');
    await page.getByRole('table', { name: 'Endpoints' }).getByRole('link', { name: 'Flaky shop' }).click();
    await page.getByText('1 of 4 first attempts in the last 60 min failed (25%).').waitFor();
    await page.getByText(/Degraded for about \d/).waitFor();
    await page.getByText('75% arrived at the first attempt').waitFor();

    await page.getByText('1 h', { exact: true }).click();
    const failures = page.getByRole('region', { name: 'Failures by reason' });
    const chart = failures.getByRole('slider', { name: 'Failed attempts by reason, per 5 minutes' });
    expect(await chart.getAttribute('aria-valuetext')).toMatch(/: \d HTTP 503$/);
    await chart.press('Home');
    expect(await chart.getAttribute('aria-valuetext')).toMatch(/: 0 HTTP 503$/);
    await failures.getByRole('radio', { name: 'Chart' }).focus();
    await page.keyboard.press('ArrowRight');
    await failures.getByRole('columnheader', { name: 'HTTP 503' }).waitFor();
    expect(new URL(page.url()).searchParams.get('range')).toBe('1h');
  });

  it('is deleted with the keyboard alone, after its reader is told what is pending', async () => {
    const { page } = visitor;
    const { id } = await postrider.manage.createEndpoint({ url: receiver.url('/deleted'), event_types: ['*'] });
    await open(`/endpoints/${id}`);
    await page.getByRole('button', { name: 'More actions' }).focus();
    await page.keyboard.press('Enter');
    const item = page.getByRole('menuitem', { name: /Delete/ });
    await item.waitFor();
    await waitUntil(
      async () => {
        if (await hasFocus(item)) return true;
        await page.keyboard.press('ArrowDown');
        return false;
      },
      { what: 'the focus on "Delete"', intervalMs: 100 },
    );
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Delete this endpoint?' });
    await dialog.getByText('It has no pending deliveries.').waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Endpoints' }).waitFor();
    expect((await postrider.manage.endpoints()).data.map((endpoint) => endpoint.id)).not.toContain(id);
  });
});

describe('the search', () => {
  it('leads to an endpoint by its name, to a delivery by its id, and to an event by the id of its producer', async () => {
    const { page } = visitor;
    const url = receiver.url('/searched');
    const { id } = await postrider.manage.createEndpoint({
      url,
      event_types: ['api_key.revoked'],
      description: 'Acme production',
    });
    const event = await postrider.project.publish('api_key.revoked', {}, 'order-4711');
    const delivery = event.deliveries.find(({ endpoint_id }) => endpoint_id === id);
    const box = page.getByRole('textbox', { name: 'Search' });
    const search = async (text: string): Promise<void> => {
      await page.keyboard.press('Control+k');
      await box.fill(text);
    };

    await open('/keys');
    await page.getByRole('button', { name: 'Search' }).waitFor();
    await search('acme prod');
    await page.getByRole('dialog').getByText('Acme production').waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Acme production' }).waitFor();

    await search(String(delivery?.id));
    await page.getByRole('dialog').getByText('Delivery', { exact: true }).click();
    await page.getByRole('heading', { level: 1, name: /^api_key\.revoked/ }).waitFor();
    expect(new URL(page.url()).pathname).toBe(`/deliveries/${String(delivery?.id)}`);

    await search('order-4711');
    await page.getByRole('dialog').getByText('order-4711').click();
    await page.waitForURL('**/events/order-4711');

    await search(String(delivery?.id).slice(0, -3));
    await page.getByText('The id of a delivery has 30 characters; this has 27.').waitFor();
  });
});
