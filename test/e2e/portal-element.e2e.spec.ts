import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { waitUntil } from '@postrider/testing';
import type { Frame, Page } from 'playwright-core';

import { forEachTestInBrowser, type Visitor } from '../support/browser.js';
import { startStandIn, type StandIn } from '../support/portal-stand-in.js';

let standIn: StandIn;
let visitor: Visitor;
beforeAll(async () => {
  standIn = await startStandIn();
});
afterAll(() => standIn.stop());
forEachTestInBrowser({ hosts: ['localhost'] }, (opened) => {
  visitor = opened;
});
beforeEach(() => openPlatform(visitor.page));

async function openPlatform(page: Page, path = '/portal/org_1'): Promise<void> {
  await page.goto(standIn.platform);
  await page.evaluate(`window.portal = ${JSON.stringify(standIn.portal + path)}`);
  await page.waitForFunction('window.embed');
}

const run = <T = unknown>(code: string): Promise<T> => visitor.page.evaluate<T>(code);
const events = () => run<string[]>('events');

async function embed(attributes: object = {}): Promise<Frame> {
  await run(`embed(${JSON.stringify(attributes)})`);
  await happened('ready');
  return portalFrame();
}

const happened = (event: string, count = 1) =>
  visitor.page.waitForFunction(`events.filter((each) => each.startsWith('${event}')).length >= ${count}`);

function portalFrame(page = visitor.page): Frame {
  const frame = page.frames().find((each) => each.url().startsWith(standIn.portal));
  if (!frame) throw new Error('the portal is in no frame');
  return frame;
}

/** The messages that a frame got, once they are so many. */
const messagesOf = (frame: Frame, count: number) =>
  waitUntil(
    async () => {
      const messages = (await frame.locator('#got').textContent())?.trim().split('\n') ?? [];
      return messages.length < count ? undefined : messages.map((text) => JSON.parse(text) as Record<string, unknown>);
    },
    { what: `${count} messages` },
  );

const say = (frame: Frame, type: string, more: object = {}) =>
  frame.evaluate(`say(${JSON.stringify({ type: `postrider-portal:${type}`, ...more })})`);

describe('the element', () => {
  it('gives its token to the portal, in a message and in no address', async () => {
    const frame = await embed({ theme: 'dark', language: 'de' });
    expect(await messagesOf(frame, 1)).toEqual([
      { type: 'postrider-portal:session', token: 'pst_secret_1', theme: 'dark', language: 'de' },
    ]);
    expect(frame.url()).toBe(`${standIn.portal}/portal/org_1`);
    expect(standIn.asked.filter((path) => path.includes('pst_'))).toEqual([]);
    const iframe = visitor.page.locator('postrider-portal iframe');
    const attributes = ['title', 'referrerpolicy', 'allow'].map((name) => iframe.getAttribute(name));
    expect(await Promise.all(attributes)).toEqual(['Webhooks', 'no-referrer', 'clipboard-write']);
    expect(await visitor.page.content()).not.toContain('pst_secret');
    expect(await run('JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie])')).toBe(
      '[{},{},""]',
    );
  });

  it('gives a portal that is loaded again its session, and asks for no other', async () => {
    const frame = await embed();
    await frame.evaluate('location.reload()');
    await happened('ready', 2);
    expect((await messagesOf(portalFrame(), 1)).map(({ token }) => token)).toEqual(['pst_secret_1']);
    expect(await run('calls')).toBe(1);
  });

  it('renews the session when the portal asks for it, once for all that ask at the same time', async () => {
    const frame = await embed();
    await run('delay = 100');
    await say(frame, 'renew');
    await say(frame, 'renew');
    await happened('renew', 2);
    expect((await messagesOf(frame, 3)).map(({ token }) => token)).toEqual([
      'pst_secret_1',
      'pst_secret_2',
      'pst_secret_2',
    ]);
    expect(await run('calls')).toBe(2);
  });

  it('is as high as the portal, and has its theme follow', async () => {
    const frame = await embed({ theme: 'light' });
    await say(frame, 'height', { height: 1234 });
    await visitor.page.waitForFunction('element.getBoundingClientRect().height === 1234');
    await run(`element.setAttribute('theme', 'dark')`);
    expect((await messagesOf(frame, 2)).at(-1)).toEqual({ type: 'postrider-portal:theme', theme: 'dark' });
  });

  it('loads the portal again in another language', async () => {
    await embed({ language: 'en' });
    await run(`element.setAttribute('language', 'de')`);
    await happened('ready', 2);
    expect(await messagesOf(portalFrame(), 1)).toMatchObject([{ language: 'de', token: 'pst_secret_1' }]);
  });

  it('takes messages of its portal alone', async () => {
    await embed();
    const before = await run('element.getBoundingClientRect().height');
    const message = `{ type: 'postrider-portal:renew' }, '*'`;
    await run(`window.postMessage(${message})`);
    await run(`new Promise((done) => {
      const other = document.createElement('iframe');
      other.src = window.portal;
      other.onload = done;
      document.body.append(other);
    })`);
    // A second frame of the same origin said "ready" and had no response; now it asks for more.
    const other = visitor.page.frames().filter((each) => each.url().startsWith(standIn.portal))[1];
    if (!other) throw new Error('there is no second frame');
    await say(other, 'renew');
    await say(other, 'height', { height: 5000 });
    await run('new Promise((done) => { addEventListener("message", done, { once: true }); postMessage(1, "*"); })');
    expect(await run('calls')).toBe(1);
    expect(await run('element.getBoundingClientRect().height')).toBe(before);
    expect(await other.locator('#got').textContent()).toBe('');
  });

  it('does nothing more once it is removed, and begins anew in another place', async () => {
    await run('delay = 200');
    await run('embed()');
    await run('element.remove()');
    await run('new Promise((done) => setTimeout(done, 400))');
    const inside = 'element.shadowRoot.querySelectorAll("iframe").length';
    expect([await events(), await run(inside)]).toEqual([[], 0]);
    await run('document.body.append(element)');
    await happened('ready');
    const frame = portalFrame();
    expect(await messagesOf(frame, 1)).toMatchObject([{ token: 'pst_secret_2' }]);

    await say(frame, 'renew');
    await run('element.remove()');
    await run('new Promise((done) => setTimeout(done, 1500))');
    expect([await events(), await run(inside), await run('calls')]).toEqual([['ready'], 0, 2]);
  });

  it('can be in the page before its script is', async () => {
    const page = await visitor.context.newPage();
    await page.route('**/page.js', (route) => route.abort());
    await page.goto(standIn.platform);
    await page.evaluate(`
      const early = document.createElement('postrider-portal');
      const url = ${JSON.stringify(`${standIn.portal}/portal/org_1`)};
      early.fetchToken = async () => ({ url, token: 'pst_early' });
      early.texts = { title: 'Crochets' };
      document.body.append(early);
    `);
    await page.unroute('**/page.js');
    await page.addScriptTag({ url: '/page.js', type: 'module' });
    await waitUntil(() => page.frames().find((each) => each.url().startsWith(standIn.portal)), { what: 'the portal' });
    expect(await messagesOf(portalFrame(page), 1)).toMatchObject([
      { token: 'pst_early', texts: { title: 'Crochets' } },
    ]);
  });
});

describe('a platform that is away', () => {
  it('is asked a few times, then the reader can try again', async () => {
    await run('failures = 4');
    await run('embed()');
    await happened('error');
    expect(await events()).toEqual(['error: the server is away']);
    const alert = visitor.page.getByRole('alert');
    expect(await alert.innerText()).toContain('Webhooks are not available right now.');
    expect(await run('calls')).toBe(4);
    await alert.getByRole('button', { name: 'Try again' }).click();
    await happened('ready');
    expect(await alert.innerText()).toBe('');
  });

  it('takes nothing from the reader when a session cannot be renewed: the portal stays', async () => {
    const frame = await embed();
    await run('failures = 5');
    await say(frame, 'renew');
    await happened('error');
    expect(await visitor.page.locator('postrider-portal iframe').isVisible()).toBe(true);
    await visitor.page.getByRole('button', { name: 'Try again' }).click();
    await happened('renew');
    expect((await messagesOf(frame, 2)).at(-1)).toMatchObject({ token: 'pst_secret_6' });
  });
});

describe('a portal that may not be embedded', () => {
  it('gets no token, and the page is told what to do', async () => {
    // Not the watched page: the browser logs the refusal as an error.
    const page = await visitor.context.newPage();
    await openPlatform(page, '/refused');
    await page.evaluate('embed()');
    await page.waitForFunction('events.length > 0');
    const [message] = await page.evaluate<string[]>('events');
    expect(message).toContain(`the portal at ${standIn.portal} is not ready`);
    expect(message).toContain(`is ${standIn.platform} one of them?`);
    expect(await page.getByRole('button', { name: 'Try again' }).isVisible()).toBe(true);
    expect(await page.locator('postrider-portal iframe').isVisible()).toBe(false);
  });
});
