import { Client } from 'undici';
import { clock, percentile, round } from '../lib/figures.ts';
import type { Series } from '../scenarios/scenario.ts';
import type { ListQuery } from './list-queries.ts';

export interface ListLatencies {
  /** Of the slowest list, in milliseconds. */
  worstP99: number;
  rows: Series[string];
}

/** Requests each list `times` times, one request at a time, all lists in turn. */
export async function listLatencies(
  { url, key }: { url: string; key: string },
  queries: readonly ListQuery[],
  times: number,
): Promise<ListLatencies> {
  const client = new Client(url);
  const headers = { authorization: `Bearer ${key}` };
  const taken = queries.map((): number[] => []);
  try {
    for (let i = -1; i < times; i++) {
      for (const [n, { list, filters }] of queries.entries()) {
        const startedAt = clock();
        const path = `/manage/v1/webhooks/${list}?${new URLSearchParams(filters).toString()}`;
        const { statusCode, body } = await client.request({ method: 'GET', path, headers });
        const text = await body.text();
        if (statusCode !== 200) throw new Error(`${path}: ${statusCode} ${text}`);
        // The first round opens connections and warms caches.
        if (i >= 0) taken[n]?.push(clock() - startedAt);
      }
    }
  } finally {
    await client.close();
  }
  const rows = queries.map(({ list, filters }, n) => {
    const sorted = (taken[n] ?? []).toSorted((a, b) => a - b);
    return {
      list: [list, ...Object.entries(filters).map(([name, value]) => `${name}=${value}`)].join(' '),
      p50_ms: round(percentile(sorted, 0.5), 1),
      p99_ms: round(percentile(sorted, 0.99), 1),
    };
  });
  return {
    worstP99: Math.max(...rows.map(({ p99_ms }) => p99_ms)),
    rows: rows.toSorted((a, b) => b.p99_ms - a.p99_ms),
  };
}
