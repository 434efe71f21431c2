import { afterAll, afterEach, beforeAll, beforeEach, expect } from '@jest/globals';
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

import { findOrInstallChromium } from '@postrider/testing';

/** Nothing of the browser's own goes over the network, and it runs as root too. */
const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];
const actionMs = 20_000;

/** Somebody in front of the dashboard: a browser window with cookies of its own. */
export interface Visitor {
  readonly context: BrowserContext;
  readonly page: Page;
}

/**
 * A browser for the tests of a file, and for each test a window of its own. Whatever a page logs as an error (a refusal by
 * its content security policy, too), throws, or asks of another host fails the test.
 */
export function forEachTestInBrowser(options: BrowserContextOptions, use: (visitor: Visitor) => void): void {
  let browser: Browser | undefined;
  let context: BrowserContext | undefined;
  let problems: string[] = [];
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: await findOrInstallChromium(), args: flags });
  });
  beforeEach(async () => {
    context = await newContext(browser, options);
    problems = [];
    const page = await context.newPage();
    watch(page, problems);
    use({ context, page });
  });
  afterEach(async () => {
    await context?.close();
    expect(problems).toEqual([]);
  });
  afterAll(() => browser?.close());
}

async function newContext(browser: Browser | undefined, options: BrowserContextOptions): Promise<BrowserContext> {
  if (!browser) throw new Error('the browser was not started');
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
  context.setDefaultTimeout(actionMs);
  return context;
}

function watch(page: Page, problems: string[]): void {
  page.on('pageerror', (error) => problems.push(`threw ${error.message}`));
  page.on('console', (message) => {
    // An answer above 399 is logged by the browser itself, also where the page knows what to do about it.
    const isOfBrowser = message.text().startsWith('Failed to load resource');
    if (message.type() === 'error' && !isOfBrowser) problems.push(`logged ${message.text()}`);
  });
  page.on('request', (request) => {
    const { protocol, hostname } = new URL(request.url());
    if (protocol.startsWith('http') && hostname !== '127.0.0.1') problems.push(`asked ${request.url()}`);
  });
}

/** Signs a visitor's window in with the management key of the first organization. */
export async function signIn(
  { context }: Visitor,
  { url, keys }: { readonly url: string; readonly keys: { readonly management_key: string } },
): Promise<void> {
  const answer = await context.request.post(`${url}/session`, {
    data: { key: keys.management_key },
    headers: { 'x-postrider-page': '1' },
  });
  if (!answer.ok()) throw new Error(`signing in answered ${answer.status()}: ${await answer.text()}`);
}
