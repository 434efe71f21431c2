import { AxeBuilder } from '@axe-core/playwright';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';

/** A color scheme and a window width. */
interface Display {
  readonly scheme: 'light' | 'dark';
  readonly width: number;
}

const displays: readonly Display[] = (['light', 'dark'] as const).flatMap((scheme) =>
  [1280, 390].map((width) => ({ scheme, width })),
);

const height = 860;
/** Code that runs in the page. It is text, since these tests lack the DOM's types. */
const overhang = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';
const twoFrames = 'new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done())))';
const finishedColors = 'Promise.allSettled(document.getAnimations().map((animation) => animation.finished))';

const severe = new Set(['serious', 'critical']);

/** Every page in every display, for `npm run test:pages` and for pictures. */
const isThorough = process.env.DASHBOARD_DISPLAYS === 'all' || process.env.DASHBOARD_PICTURES !== undefined;

let pagesSeen = 0;

/** One display light, and the other width dark: the next page has the other two. */
function nextDisplays(): readonly Display[] {
  const turn = pagesSeen++ % 2;
  return isThorough ? displays : displays.filter((_, i) => i === turn || i === 3 - turn);
}

/** Returns the problems of a page light and dark, wide and on a phone, without reloading it. */
export async function problemsOf(page: Page, name: string): Promise<string[]> {
  const problems: string[] = [];
  for (const display of nextDisplays()) {
    const at = `${display.scheme}, ${display.width} px`;
    await show(page, display);
    const sideways = await overhangOf(page);
    if (sideways > 0) problems.push(`${at}: scrolls sideways by ${sideways} px`);
    problems.push(...(await lastingAxeProblems(page, display)).map((problem) => `${at}: ${problem}`));
    await photograph(page, name, display);
  }
  const headings = await page.getByRole('heading', { level: 1 }).count();
  if (headings !== 1) problems.push(`has ${headings} headings of the first level`);
  return problems;
}

async function show(page: Page, { scheme, width }: Display): Promise<void> {
  await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
  await page.setViewportSize({ width, height });
  await page.locator(`html[data-mantine-color-scheme="${scheme}"]`).waitFor();
  // After the new layout.
  await page.evaluate(twoFrames);
  await page.evaluate(finishedColors);
}

/** Returns by how many pixels a page is wider than its window, after its layout. */
export async function overhangOf(page: Page): Promise<number> {
  let found = 0;
  for (let attempt = 0; attempt < 20; attempt += 1) {
    found = await page.evaluate<number>(overhang);
    if (found <= 0) break;
    await page.evaluate(twoFrames);
  }
  return found;
}

/** While colors change, a page has some of both schemes: only problems that persist count. */
async function lastingAxeProblems(page: Page, display: Display): Promise<string[]> {
  let found: string[] = [];
  for (let time = 0; time < 3; time += 1) {
    found = await axeProblems(page, display);
    if (found.length === 0) break;
    await page.evaluate(twoFrames);
    await page.evaluate(finishedColors);
  }
  return found;
}

async function axeProblems(page: Page, { scheme }: Display): Promise<string[]> {
  // The default mode opens another page for frames; these pages have none.
  const axe = new AxeBuilder({ page }).setLegacyMode(true);
  // The dark page differs in colors only.
  const { violations } = await (scheme === 'dark' ? axe.withRules('color-contrast') : axe).analyze();
  return violations
    .filter(({ impact }) => severe.has(impact ?? ''))
    .flatMap(({ id, help, nodes }) => nodes.map(({ html }) => `${id} (${help}): ${html}`));
}

/** Resolves when nothing is loading. */
export async function loaded(page: Page): Promise<void> {
  await page.getByRole('heading', { level: 1 }).first().waitFor();
  await page.locator('[aria-busy="true"]').first().waitFor({ state: 'detached' });
}

/** Screenshots of the documentation, by page. */
const pictures: Readonly<Record<string, readonly Display[]>> = {
  overview: [
    { scheme: 'light', width: 1280 },
    { scheme: 'dark', width: 1280 },
  ],
  'delivery-retrying': [{ scheme: 'light', width: 1280 }],
  'event-nobody': [{ scheme: 'light', width: 1280 }],
  endpoints: [{ scheme: 'light', width: 390 }],
  'portal-delivery': [{ scheme: 'light', width: 1280 }],
};

/**
 * With DASHBOARD_PICTURES set, `docs` writes the documentation's screenshots; any other value is the folder for
 * screenshots of all pages.
 */
async function photograph(page: Page, name: string, display: Display): Promise<void> {
  const target = process.env.DASHBOARD_PICTURES;
  if (target === undefined) return;
  const isDocumented = pictures[name]?.some(
    ({ scheme, width }) => scheme === display.scheme && width === display.width,
  );
  if (target === 'docs' && isDocumented !== true) return;
  const folder = target === 'docs' ? new URL('../../docs/screenshots', import.meta.url).pathname : target;
  await mkdir(folder, { recursive: true });
  const file = `${name}-${display.scheme}${display.width === 1280 ? '' : '-phone'}.png`;
  await page.screenshot({ path: join(folder, file), fullPage: target !== 'docs' });
}
