import { afterAll, afterEach, beforeAll, beforeEach, expect } from '@jest/globals';
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

import { findOrInstallChromium } from '@postrider/testing';

/** Flags that keep the browser's own traffic off the network, and let it run as root. */
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

/** Options of the window, and further hosts that its pages may ask. */
export interface BrowserOptions extends BrowserContextOptions {
  readonly hosts?: readonly string[];
}

/** A browser window with its own cookies. */
export interface Visitor {
  readonly context: BrowserContext;
  readonly page: Page;
}

/**
 * Starts a browser for the tests of a file, with a new window for each test. A test fails if a page logs an error (such as a
 * violation of its content security policy), throws, or sends a request to another host.
 */
export function forEachTestInBrowser(
  { hosts = [], ...options }: BrowserOptions,
  use: (visitor: Visitor) => void,
): void {
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
    watch(page, problems, ['127.0.0.1', ...hosts]);
    use({ context, page });
  });
  afterEach(async () => {
    await context?.close();
    expect(problems).toEqual([]);
  });
  afterAll(() => browser?.close());
}

async function newContext(browser: Browser | undefined, options: BrowserContextOptions): Promise<BrowserContext> {
  if (!browser) throw new Error('the browser is not started');
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
  context.setDefaultTimeout(actionMs);
  return context;
}

function watch(page: Page, problems: string[], hosts: readonly string[]): void {
  page.on('pageerror', (error) => problems.push(`threw ${error.message}`));
  page.on('console', (message) => {
    // The browser logs every status above 399, even if the page handles it.
    const isOfBrowser = message.text().startsWith('Failed to load resource');
    if (message.type() === 'error' && !isOfBrowser) problems.push(`logged ${message.text()}`);
  });
  page.on('request', (request) => {
    const { protocol, hostname } = new URL(request.url());
    if (protocol.startsWith('http') && !hosts.includes(hostname)) problems.push(`asked ${request.url()}`);
  });
}

/** Signs in with the management key of the first organization. */
export async function signIn(
  { context }: Visitor,
  { url, keys }: { readonly url: string; readonly keys: { readonly management_key: string } },
): Promise<void> {
  const response = await context.request.post(`${url}/session`, {
    data: { key: keys.management_key },
    headers: { 'x-postrider-page': '1' },
  });
  if (!response.ok()) throw new Error(`sign-in failed with status ${response.status()}: ${await response.text()}`);
}
