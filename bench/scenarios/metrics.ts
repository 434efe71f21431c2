import { freePort } from '@postrider/testing';
import { endToEndOf, type, warmUpEvents } from './end-to-end.ts';
import type { Context, Scenario } from './scenario.ts';

const scrapeEveryMs = 5_000;
const rounds = 3;

/** Compares end to end with metrics that are scraped with metrics that are switched off, in turn. */
export const metrics: Scenario = {
  needs: [],
  run: async (context) => {
    const [on, off] = [[], []] as [number[], number[]];
    for (let round = 0; round < (context.quick ? 1 : rounds); round++) {
      on.push(await withMetrics(context));
      off.push(await measured(context, { POSTRIDER_METRICS_ENABLED: 'false' }, () => []));
    }
    return { figures: { 'metrics.cost_ratio': Math.max(...on) / Math.max(...off) } };
  },
};

async function withMetrics(context: Context): Promise<number> {
  const port = String(await freePort());
  const settings = { POSTRIDER_METRICS_PORT: port, POSTRIDER_METRICS_HOST: '127.0.0.1' };
  return measured(context, settings, (dispatchers) => [`http://127.0.0.1:${port}`, ...dispatchers]);
}

function measured(
  { quick, withWorld }: Context,
  settings: Record<string, string>,
  scraped: (dispatchers: readonly string[]) => string[],
): Promise<number> {
  return withWorld({ settings }, async (world) => {
    await world.createEndpoint('/all', type);
    await endToEndOf(world, quick ? 500 : warmUpEvents);
    const urls = scraped(world.dispatcherUrls);
    const scrapes: Promise<void>[] = [];
    const timer = setInterval(() => scrapes.push(...urls.map(scrape)), scrapeEveryMs);
    try {
      return await endToEndOf(world, quick ? 2_000 : 40_000);
    } finally {
      clearInterval(timer);
      await Promise.all(scrapes);
    }
  });
}

async function scrape(url: string): Promise<void> {
  const response = await fetch(`${url}/metrics`);
  if (!response.ok) throw new Error(`${url}/metrics responded ${String(response.status)}`);
  await response.text();
}
