import { freePort } from '@postrider/testing';
import { bestInTurn, endToEndWith } from './cost.ts';
import type { Context, Scenario } from './scenario.ts';

const scrapeEveryMs = 5_000;

/** Compares end to end with metrics that are scraped with metrics that are switched off, in turn. */
export const metrics: Scenario = {
  needs: [],
  run: async (context) => {
    const { on, off } = await bestInTurn(context, {
      on: () => withMetrics(context),
      off: () => endToEndWith(context, { POSTRIDER_METRICS_ENABLED: 'false' }),
    });
    return { figures: { 'metrics.cost_ratio': on / off } };
  },
};

async function withMetrics(context: Context): Promise<number> {
  const port = String(await freePort());
  const settings = { POSTRIDER_METRICS_PORT: port, POSTRIDER_METRICS_HOST: '127.0.0.1' };
  return endToEndWith(context, settings, ({ dispatcherUrls }) => {
    const urls = [`http://127.0.0.1:${port}`, ...dispatcherUrls];
    const scrapes: Promise<void>[] = [];
    const timer = setInterval(() => scrapes.push(...urls.map(scrape)), scrapeEveryMs);
    return () => {
      clearInterval(timer);
      return Promise.all(scrapes);
    };
  });
}

async function scrape(url: string): Promise<void> {
  const response = await fetch(`${url}/metrics`);
  if (!response.ok) throw new Error(`${url}/metrics responded ${String(response.status)}`);
  await response.text();
}
