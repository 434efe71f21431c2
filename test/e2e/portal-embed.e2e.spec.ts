import { AxeBuilder } from '@axe-core/playwright';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { CreatedPortalSession } from '@postrider/sdk';
import { waitUntil } from '@postrider/testing';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Frame, Page } from 'playwright-core';

import { forEachTestInBrowser, type Visitor } from '../support/browser.js';
import { type ExamplePlatform, startExamplePlatform } from '../support/example-platform.js';
import { forAllTests } from '../support/for-all-tests.js';
import { overhangOf } from '../support/page-problems.js';
import { patienceMs } from '../support/patience.js';
import type { Postrider } from '../support/postrider.js';

let postrider: Postrider;
let platform: ExamplePlatform;
let visitor: Visitor;
let urls: string[];

// No retry comes before the replay.
forAllTests({ settings: { POSTRIDER_RETRY_BASE_MS: '600000' } }, (services) => {
  ({ postrider } = services);
});
beforeAll(async () => {
  platform = await startExamplePlatform(postrider.url, postrider.keys.management_key);
  await allow([platform.origin]);
});
afterAll(() => platform.process.kill());
forEachTestInBrowser({ hosts: ['localhost'], viewport: { width: 1440, height: 1800 } }, (opened) => {
  visitor = opened;
});
beforeEach(() => {
  urls = [];
  visitor.page.on('request', (request) => urls.push(request.url(), request.headers().referer ?? ''));
});

const allow = (origins: string[]) => postrider.manage.expect(200, 'PATCH', '/portal', { json: { origins } });

/** Signs in to the platform, whose page has the portal. */
async function signIn(name = 'Ada'): Promise<void> {
  const { page } = visitor;
  await page.goto(platform.origin);
  await page.getByRole('button', { name: `Sign in as ${name}` }).click();
  await portal().getByRole('heading', { level: 1, name: 'Endpoints' }).waitFor();
}

const portal = () => visitor.page.frameLocator('postrider-portal iframe');

function portalFrame(): Frame {
  const frame = visitor.page.frames().find((each) => each.url().startsWith(postrider.url));
  if (!frame) throw new Error('the portal is in no frame');
  return frame;
}

async function createEndpoint(url: string): Promise<void> {
  await portal().getByRole('link', { name: 'New endpoint' }).first().click();
  await portal().getByRole('textbox', { name: 'URL' }).fill(url);
  await portal().getByRole('combobox', { name: 'Events' }).fill('budget.*');
  await visitor.page.keyboard.press('Enter');
  await visitor.page.keyboard.press('Tab');
  await portal().getByRole('button', { name: 'Create endpoint' }).click();
  await portal()
    .getByRole('checkbox', { name: /I saved the signing secret/ })
    .check();
  await portal().getByRole('button', { name: 'Done' }).click();
  await portal().getByRole('heading', { level: 1 }).getByText(new URL(url).host).waitFor();
}

const sessionsOf = async (customer: string) => {
  const path = `/customers/${customer}/portal-sessions`;
  return ((await postrider.manage.expect(200, 'GET', path)) as { data: CreatedPortalSession[] }).data;
};

const color = (page: Page | Frame) => page.evaluate<string>('getComputedStyle(document.body).backgroundColor');

/** With DASHBOARD_PICTURES set to a folder, screenshots of what the tests see. */
async function photograph(name: string): Promise<void> {
  const folder = process.env.DASHBOARD_PICTURES;
  if (folder === undefined || folder === 'docs') return;
  await mkdir(folder, { recursive: true });
  await visitor.page.screenshot({ path: join(folder, `portal-embed-${name}.png`) });
}

describe("a customer, in the platform's own page", () => {
  it('makes an endpoint, sees a test event arrive, breaks it, repairs it, and replays', async () => {
    const { page } = visitor;
    await signIn();
    await createEndpoint(`${platform.receiver}acme`);

    await portal().getByRole('button', { name: 'Send', exact: true }).click();
    await portal().getByText('HTTP 204').first().waitFor();
    const received = page.getByRole('list', { name: 'Received' }).getByRole('listitem');
    await received.first().waitFor();
    await photograph('tested');

    await page.getByRole('button', { name: 'Break the receiver' }).click();
    await page.getByText('is broken').waitFor();
    await page.getByRole('button', { name: 'Exceed the budget' }).click();
    await page.getByText('Published budget.exceeded.').waitFor();
    await portal().getByRole('link', { name: 'Deliveries', exact: true }).click();
    await portal().getByRole('link', { name: 'budget.exceeded' }).first().click();
    await portal().getByText('Responded with 500.').waitFor();
    await photograph('broken');

    await page.getByRole('button', { name: 'Repair the receiver' }).click();
    await page.getByText('works.').waitFor();
    await portal().getByRole('button', { name: 'Try now' }).first().click();
    await received.nth(1).waitFor();
    await portal().getByText('Delivered', { exact: true }).first().waitFor();
    expect(await received.first().innerText()).toContain('budget.exceeded');
    await photograph('replayed');
  });

  it('sees nothing of another customer', async () => {
    await signIn('Grace');
    await portal().getByRole('heading', { name: 'No endpoints yet' }).waitFor();
    await visitor.page.getByRole('button', { name: 'Sign out' }).click();
    await visitor.page.getByRole('button', { name: 'Sign in as Ada' }).click();
    await portal().getByText('/receiver/of/acme').first().waitFor();
  });
});

describe('the token', () => {
  it('is in no storage, no cookie, no address and no log', async () => {
    const { page, context } = visitor;
    await signIn();
    await portal().getByRole('link', { name: 'Deliveries', exact: true }).click();
    await portal().getByRole('heading', { level: 1, name: 'Deliveries' }).waitFor();
    expect(urls.length).toBeGreaterThan(10);
    expect(urls.filter((url) => url.includes('pst_'))).toEqual([]);
    expect(page.frames().filter((frame) => frame.url().includes('pst_'))).toEqual([]);
    expect((await context.cookies()).map(({ name, domain }) => [name, domain])).toEqual([['sid', 'localhost']]);
    for (const frame of page.frames()) {
      const stored = `(() => {
        try { return JSON.stringify([{ ...localStorage }, { ...sessionStorage }]); } catch { return 'no storage'; }
      })() + document.cookie + location.href + JSON.stringify(history.state)`;
      expect(await frame.evaluate(stored)).not.toContain('pst_');
      expect(await frame.content()).not.toContain('pst_');
    }
    const logs = [postrider.gateway.process, ...postrider.dispatchers.map((each) => each.process), platform.process];
    expect(logs.flatMap(({ lines }) => lines).filter((line) => /pst_[\w-]{30}/.test(line))).toEqual([]);
  });

  it('is renewed when its session is revoked, and the page goes on', async () => {
    await signIn();
    const before = await sessionsOf('acme');
    for (const { id } of before) {
      await postrider.manage.expect(204, 'DELETE', `/customers/acme/portal-sessions/${id}`);
    }
    await portal().getByRole('link', { name: 'Event types' }).click();
    await portal().getByText('budget.exceeded').first().waitFor();
    const renewed = await waitUntil(
      async () => {
        const sessions = await sessionsOf('acme');
        return sessions.length > 0 ? sessions : undefined;
      },
      { what: 'a new session' },
    );
    expect(before.map(({ id }) => id)).not.toContain(renewed[0]?.id);
  });
});

describe("the platform's page", () => {
  it('has one scroll bar, at any width: the frame is as high as what is in it', async () => {
    const { page } = visitor;
    await signIn();
    for (const width of [1440, 390]) {
      await page.setViewportSize({ width, height: 800 });
      for (const name of ['Event types', 'Endpoints']) {
        // The frame may move between the look at it and the click.
        const opened = async (): Promise<boolean> => {
          await portal().getByRole('link', { name, exact: true }).click();
          const heading = portal().getByRole('heading', { level: 1, name });
          return heading.waitFor({ timeout: 2_000 }).then(
            () => true,
            () => false,
          );
        };
        await waitUntil(opened, { what: `the page ${name}`, timeoutMs: patienceMs });
        const inside = 'document.documentElement.scrollHeight - window.innerHeight';
        await waitUntil(async () => (await portalFrame().evaluate<number>(inside)) <= 0, { what: 'a frame that fits' });
        expect([width, name, await overhangOf(page)]).toEqual([width, name, 0]);
      }
    }
  });

  it.each([1440, 390])('is accessible with the portal in it, light and dark, at %d px', async (width) => {
    const { page } = visitor;
    await page.setViewportSize({ width, height: 1800 });
    await signIn();
    for (const theme of ['light', 'dark']) {
      await photograph(`${theme}-${width}`);
      const { violations, passes } = await new AxeBuilder({ page }).analyze();
      // What is in the frame was looked at as well.
      expect(passes.some(({ nodes }) => nodes.some(({ target }) => target.length > 1))).toBe(true);
      const found = violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
      expect([theme, found]).toEqual([theme, []]);
      if (theme === 'light') await page.getByRole('button', { name: 'Dark theme' }).click();
      await page
        .getByRole('button', { name: 'Light theme' })
        .or(page.getByRole('button', { name: 'Dark theme' }))
        .waitFor();
    }
  });

  it('has its theme followed at once', async () => {
    const { page } = visitor;
    await signIn();
    const light = [await color(page), await color(portalFrame())];
    await page.getByRole('button', { name: 'Dark theme' }).click();
    await portal().locator('html[data-mantine-color-scheme="dark"]').waitFor();
    const dark = [await color(page), await color(portalFrame())];
    for (const [index, each] of dark.entries()) expect(each).not.toBe(light[index]);
    await page.getByRole('button', { name: 'Light theme' }).click();
    await portal().locator('html[data-mantine-color-scheme="light"]').waitFor();
  });
});

it('a page whose origin is not listed cannot show the portal, and says so', async () => {
  await allow(['https://app.example.com']);
  // Not the watched page: the browser logs the refusal as an error.
  const page = await visitor.context.newPage();
  const refusals: string[] = [];
  page.on('console', (message) => refusals.push(message.text()));
  await page.goto(platform.origin);
  await page.getByRole('button', { name: 'Sign in as Ada' }).click();
  await page.getByText('Webhooks are not available right now.').waitFor();
  expect(refusals.filter((text) => text.includes('frame-ancestors'))).not.toEqual([]);
  expect(page.frames().filter((frame) => frame.url().startsWith(postrider.url))).toEqual([]);
  await allow([platform.origin]);
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.frameLocator('postrider-portal iframe').getByRole('heading', { level: 1, name: 'Endpoints' }).waitFor();
});
