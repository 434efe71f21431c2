import { beforeAll, describe, expect, it } from '@jest/globals';

import type { Receiver } from '@postrider/testing';

import { forEachTestInBrowser, signIn, type Visitor } from '../support/browser.js';
import { type DashboardData, dashboardSettings, fillDashboard } from '../support/dashboard-data.js';
import { forAllTests } from '../support/for-all-tests.js';
import { loaded, problemsOf } from '../support/page-problems.js';
import type { Postrider } from '../support/postrider.js';

let postrider: Postrider;
let receiver: Receiver;
let visitor: Visitor;
let data: DashboardData;
let emptyKey: string;
forAllTests({ settings: dashboardSettings }, (services) => {
  ({ postrider, receiver } = services);
});
forEachTestInBrowser({}, (opened) => {
  visitor = opened;
});
beforeAll(async () => {
  data = await fillDashboard(postrider, receiver);
  const organization = await postrider.admin.createOrganization('Nothing yet');
  emptyKey = (await postrider.admin.createKey(organization, 'management')).key;
});

const pages: readonly (readonly [name: string, path: (data: DashboardData) => string])[] = [
  ['overview', () => '/'],
  ['overview-custom', () => `/?since=${new Date(Date.now() - 3_600_000).toISOString()}`],
  ['endpoints', () => '/endpoints'],
  ['endpoint-new', () => '/endpoints/new'],
  ['endpoint-healthy', ({ endpoints }) => `/endpoints/${endpoints.healthy}`],
  ['endpoint-broken', ({ endpoints }) => `/endpoints/${endpoints.broken}`],
  ['endpoint-week', ({ endpoints }) => `/endpoints/${endpoints.broken}?range=7d`],
  ['endpoint-gone', ({ endpoints }) => `/endpoints/${endpoints.gone}`],
  ['customers', () => '/customers'],
  ['customer', ({ customer }) => `/customers/${customer}`],
  ['deliveries', () => '/deliveries'],
  ['deliveries-none', () => '/deliveries?event_type=never.published'],
  ['delivery-retrying', ({ deliveries }) => `/deliveries/${deliveries.retrying}`],
  ['delivery-failed', ({ deliveries }) => `/deliveries/${deliveries.failed}`],
  ['delivery-hard', ({ deliveries }) => `/deliveries/${deliveries.hard}`],
  ['operations', () => '/deliveries/bulk'],
  ['bulk', ({ operation }) => `/deliveries/bulk/${operation}`],
  ['events', () => '/events'],
  ['events-none', () => '/events?type=never.published'],
  ['event-retrying', ({ events }) => `/events/${events.retrying}`],
  ['event-hard', ({ events }) => `/events/${events.hard}`],
  ['event-nobody', ({ events }) => `/events/${events.nobody}`],
  ['event-types', () => '/event-types'],
  ['event-type', ({ eventType }) => `/event-types/${eventType}`],
  ['event-type-new', () => '/event-types/new'],
  ['event-type-edit', ({ eventType }) => `/event-types/${eventType}/edit`],
  ['event-type-unknown', () => '/event-types/never.made'],
  ['keys', () => '/keys'],
  ['settings', () => '/settings'],
];

/** By title, which page has it; pages that show the same kind of thing may share theirs. */
const titles = new Map<string, Set<string>>();
const kindOf = (path: string): string =>
  new URL(path, 'http://page.invalid').pathname.replace(/\/(whd|evt|whe|cus)_\w+/, '/one');

async function problemsAt(name: string, path: string): Promise<string[]> {
  await visitor.page.goto(postrider.url + path);
  await loaded(visitor.page);
  const problems = await problemsOf(visitor.page, name);
  const title = await visitor.page.title();
  titles.set(title, (titles.get(title) ?? new Set()).add(kindOf(path)));
  return problems;
}

describe('a page of the dashboard, light and dark, wide and on a phone', () => {
  it.each(pages)('has nothing that keeps people from using it: %s', async (name, path) => {
    await signIn(visitor, postrider);
    // The pictures show what an organization sees every day. The first steps are on the page of the one that has nothing.
    await visitor.context.addInitScript(`localStorage.setItem('postrider.first-steps', '{"dismissed":true}')`);
    expect(await problemsAt(name, path(data))).toEqual([]);
  });

  it.each([
    ['empty-overview', '/'],
    ['empty-endpoints', '/endpoints'],
    ['empty-customers', '/customers'],
    ['empty-deliveries', '/deliveries'],
    ['empty-events', '/events'],
  ])('neither while the organization has nothing: %s', async (name, path) => {
    await signIn(visitor, { url: postrider.url, keys: { management_key: emptyKey } });
    expect(await problemsAt(name, path)).toEqual([]);
  });

  it('neither before anybody signs in', async () => {
    expect(await problemsAt('sign-in', '/sign-in')).toEqual([]);
  });

  it('has a title that no other has', () => {
    expect([...titles].filter(([title, kinds]) => kinds.size > 1 || title === 'Postrider')).toEqual([]);
  });
});
