import { beforeAll, describe, expect, it } from '@jest/globals';

import type { Receiver } from '@postrider/testing';

import { de } from '../../apps/dashboard/src/texts/de/de.js';
import { forEachTestInBrowser, signIn, type Visitor } from '../support/browser.js';
import { type DashboardData, dashboardSettings, fillDashboard } from '../support/dashboard-data.js';
import { forAllTests } from '../support/for-all-tests.js';
import { loaded, overhangOf } from '../support/page-problems.js';
import type { Postrider } from '../support/postrider.js';

let postrider: Postrider;
let receiver: Receiver;
let visitor: Visitor;
let data: DashboardData;
forAllTests({ settings: dashboardSettings }, (services) => {
  ({ postrider, receiver } = services);
});
// A browser in New York whose user speaks German.
forEachTestInBrowser({ locale: 'de-DE', timezoneId: 'America/New_York' }, (opened) => {
  visitor = opened;
});
beforeAll(async () => {
  data = await fillDashboard(postrider, receiver);
});

const open = async (path: string): Promise<void> => {
  await visitor.page.goto(postrider.url + path);
  await loaded(visitor.page);
};

describe('the dashboard', () => {
  it.each([
    ['overview', () => '/'],
    ['endpoints', () => '/endpoints'],
    ['endpoint', () => `/endpoints/${data.endpoints.broken}`],
    ['customers', () => '/customers'],
    ['customer', () => `/customers/${data.customer}`],
    ['deliveries', () => '/deliveries'],
    ['delivery', () => `/deliveries/${data.deliveries.failed}`],
    ['event', () => `/events/${data.events.retrying}`],
    ['keys', () => '/keys'],
  ])('speaks German where the browser does, and has space for it: %s', async (_, path) => {
    await signIn(visitor, postrider);
    await open(path());
    expect(await visitor.page.locator('html').getAttribute('lang')).toBe('de');
    const pages = visitor.page.getByRole('navigation', { name: de.shell.pages.label });
    await pages.getByRole('link', { name: de.shell.pages.overview, exact: true }).waitFor();
    // A key that the catalogue lacks, or a value that is not filled in. Event types look like keys.
    expect(await visitor.page.getByText(/\{\{|^(?!postrider\.)[a-z]+(?:\.[a-zA-Z]+){2,}$/).allTextContents()).toEqual(
      [],
    );
    for (const width of [1280, 390]) {
      await visitor.page.setViewportSize({ width, height: 800 });
      expect([width, await overhangOf(visitor.page)]).toEqual([width, 0]);
    }
  });

  it('changes its language, its theme and its time zone when asked, and keeps them', async () => {
    const { page } = visitor;
    await signIn(visitor, postrider);
    await open(`/deliveries/${data.deliveries.failed}`);
    const times = page.locator('time');
    const { created_at } = await postrider.manage.delivery(data.deliveries.failed);
    await page.getByRole('button', { name: de.shell.preferences.title }).click();
    await page.getByRole('dialog').getByText('English').click();
    await page.getByRole('link', { name: 'Overview', exact: true }).waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
    const ofCreation = times
      .and(page.locator(`[datetime="${created_at}"]`))
      .filter({ hasText: /\d\d:\d\d/ })
      .first();
    expect(await ofCreation.textContent()).toMatch(/E[SD]T$/);

    await page.getByRole('button', { name: 'Preferences' }).click();
    await page.getByRole('dialog').getByText('UTC').click();
    await page.waitForLoadState();
    await ofCreation.filter({ hasText: 'UTC' }).waitFor();
    expect(await ofCreation.textContent()).toContain(created_at.slice(11, 19));

    await page.getByRole('button', { name: 'Preferences' }).click();
    await page.getByRole('dialog').getByText('Dark').click();
    expect(await page.locator('html').getAttribute('data-mantine-color-scheme')).toBe('dark');
    await page.reload();
    await ofCreation.filter({ hasText: 'UTC' }).waitFor();
    expect(await page.locator('html').getAttribute('data-mantine-color-scheme')).toBe('dark');
  });
});
