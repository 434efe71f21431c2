import { beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Locator } from 'playwright-core';

import { type Receiver, waitUntil } from '@postrider/testing';

import { onlyDelivery } from '../support/api.js';
import { forEachTestInBrowser, signIn, type Visitor } from '../support/browser.js';
import { forAllTests } from '../support/for-all-tests.js';
import { patienceMs } from '../support/patience.js';
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
beforeAll(async () => {
  const { manage, project } = postrider;
  receiver.on('/shop', (_, n) => ({ status: n === 2 ? 503 : 200 }));
  await manage.createEndpoint({ url: receiver.url('/shop'), event_types: ['*'], description: 'Shop' });
  for (let n = 0; n < 4; n += 1) await manage.completed(onlyDelivery(await project.publish('budget.exceeded')));
});
beforeEach(() => signIn(visitor, postrider));

const open = (path: string) => visitor.page.goto(postrider.url + path);

/** A figure, by its name. */
const figure = (name: string): Locator =>
  visitor.page.getByRole('main').locator('dl > div', { has: visitor.page.getByText(name, { exact: true }) });

const minutesAgo = (minutes: number): string => {
  const at = Date.now() - minutes * 60_000;
  return new Date(at - new Date(at).getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
};

describe('the overview in the dashboard', () => {
  it('leads with what arrives, and says what failed, why, and what is most active', async () => {
    const { page } = visitor;
    await open('/');
    await figure('Deliveries arrived').getByText('100%', { exact: true }).waitFor();
    await figure('At first attempt').getByText('75%', { exact: true }).waitFor();
    await figure('At first attempt').getByText('of 4 first attempts').waitFor();
    await figure('Pending').getByText('none pending').waitFor();
    await page.getByRole('list', { name: 'Failed attempts by reason' }).getByText('HTTP 503').waitFor();
    await page.getByRole('list', { name: 'Top endpoints' }).getByText('5 · 80%').waitFor();
    await page.getByRole('list', { name: 'Top event types' }).getByRole('link', { name: 'budget.exceeded' }).click();
    await page.waitForURL(/\/events\?type=budget\.exceeded$/);
  });

  it('is of any range of the last days, which stands in its address, and says what is wrong with another', async () => {
    const { page } = visitor;
    await open('/');
    await page.getByRole('button', { name: 'Custom range' }).click();
    await page.getByLabel('From').fill(minutesAgo(120));
    await page.getByLabel('To (empty: now)').fill(minutesAgo(180));
    expect(await page.getByRole('button', { name: 'Apply' }).isDisabled()).toBe(true);
    await page.getByLabel('To (empty: now)').fill(minutesAgo(60));
    await page.getByRole('button', { name: 'Apply' }).click();
    await figure('Deliveries arrived').getByText('–', { exact: true }).waitFor();
    await page.getByText('No attempts in this period').waitFor();
    expect([...new URL(page.url()).searchParams.keys()].toSorted()).toEqual(['since', 'until']);
    await page.reload();
    await page.getByText('No attempts in this period').waitFor();

    await page.getByText('Last 7 days').click();
    await figure('Delivered').getByText('4', { exact: true }).waitFor();
    expect(new URL(page.url()).search).toBe('?range=7d');
    await open('/?since=2026-01-01T00:00:00.000Z');
    await page.getByText(/expected a time at most 8 days ago/).waitFor();
  });

  it('tells failures from deliveries that are still failed, and leads to those', async () => {
    const { page } = visitor;
    let isUp = false;
    receiver.on('/gone', () => ({ status: isUp ? 200 : 410 }));
    const { id } = await postrider.manage.createEndpoint({
      url: receiver.url('/gone'),
      event_types: ['routing_config.updated'],
    });
    const failed: string[] = [];
    for (let n = 0; n < 2; n += 1) {
      const { deliveries } = await postrider.project.publish('routing_config.updated');
      const delivery = deliveries.find(({ endpoint_id }) => endpoint_id === id)?.id ?? '';
      await postrider.manage.completed(delivery);
      await postrider.manage.updateEndpoint(id, { active: true });
      failed.push(delivery);
    }
    isUp = true;
    await postrider.manage.replay(failed[0] ?? '');
    await postrider.manage.completed(failed[0] ?? '');
    await open('/');
    await figure('Failed').getByText('2', { exact: true }).waitFor();
    const reasons = page.getByRole('list', { name: 'Failed attempts by reason' });
    const link = reasons.getByRole('link', { name: 'HTTP 410' });
    const { searchParams } = new URL((await link.getAttribute('href')) ?? '', postrider.url);
    expect([searchParams.get('failure_reason'), searchParams.get('response_status')]).toEqual(['endpoint_gone', '410']);
    await figure('Failed').getByRole('link', { name: '1 still failed' }).click();
    await page.getByRole('link', { name: 'routing_config.updated' }).waitFor();
    expect(new URL(page.url()).searchParams.get('status')).toBe('failed');
  });
});

describe('the icon of the tab', () => {
  it('shows that an endpoint is failing, and asks again only after a change', async () => {
    const { page } = visitor;
    let asked = 0;
    page.on('request', (request) => {
      if (new URL(request.url()).pathname.endsWith('/overview')) asked += 1;
    });
    await page.clock.install();
    const visit = async (): Promise<void> => {
      const responded = page.waitForResponse(/\/overview\?/);
      await open('/keys');
      await responded;
    };
    const minutesPass = async (): Promise<void> => {
      for (let n = 0; n < 3; n += 1) await page.clock.fastForward(61_000);
    };
    // Changes of the tests before may still be announced.
    const isQuiet = async (): Promise<boolean> => {
      const before = asked;
      await minutesPass();
      return asked === before;
    };
    await visit();
    await waitUntil(isQuiet, { what: 'minutes without a request', timeoutMs: patienceMs, intervalMs: 500 });
    asked = 0;
    await visit();
    await minutesPass();
    expect(asked).toBe(1);

    receiver.on('/failing', { status: 500 });
    await postrider.manage.createEndpoint({ url: receiver.url('/failing'), event_types: ['api_key.revoked'] });
    await postrider.project.publish('api_key.revoked');
    const isShown = async (): Promise<boolean> => {
      await minutesPass();
      return (await page.locator('link[rel="icon"]').getAttribute('href')) === '/icon-failing.svg';
    };
    await waitUntil(isShown, { what: 'the icon of a failing endpoint', timeoutMs: patienceMs, intervalMs: 500 });
  });
});
