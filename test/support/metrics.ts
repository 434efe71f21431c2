import { freePort, type Service, waitUntil } from '@postrider/testing';

import { patienceMs } from './patience.js';
import type { Postrider } from './postrider.js';

/** One line of a scrape. */
interface Sample {
  name: string;
  labels: Readonly<Record<string, string>>;
  value: number;
}

interface Family {
  help: string;
  type: string;
  labels: ReadonlySet<string>;
}

/** The metrics of one process at one moment. */
export interface Scrape {
  samples: readonly Sample[];
  /** By name. A histogram is one family. */
  families: ReadonlyMap<string, Family>;
  /** The sum of the samples with this name and these labels; undefined without one. */
  value: (name: string, labels?: Readonly<Record<string, string>>) => number | undefined;
}

/** Settings for a gateway that serves metrics, and their URL. */
export async function gatewayMetrics(): Promise<{ settings: Record<string, string>; url: string }> {
  const port = await freePort();
  const settings = { POSTRIDER_METRICS_PORT: String(port), POSTRIDER_METRICS_HOST: '127.0.0.1' };
  return { settings, url: `http://127.0.0.1:${String(port)}` };
}

/** The gateway, whose metrics are at `url`, and the dispatcher. */
export function seenOf(
  { gateway, dispatchers: [dispatcher] }: Postrider,
  url: string,
): [gateway: Seen, dispatcher: Seen] {
  if (!dispatcher) throw new Error('there is no dispatcher');
  return [
    { name: 'gateway', metrics: { url }, health: gateway },
    { name: 'dispatcher', metrics: dispatcher, health: dispatcher },
  ];
}

export async function scrape({ url }: Pick<Service, 'url'>): Promise<Scrape> {
  // Far less than the servers of a test may take to respond.
  const response = await fetch(`${url}/metrics`, { signal: AbortSignal.timeout(20_000) });
  if (response.status !== 200) throw new Error(`/metrics responded ${String(response.status)}`);
  return parseScrape(await response.text());
}

function parseScrape(text: string): Scrape {
  const samples: Sample[] = [];
  const families = new Map<string, { help: string; type: string; labels: Set<string> }>();
  for (const line of text.split('\n')) {
    const [, keyword, described = '', rest = ''] = /^# (HELP|TYPE) (\S+) (.*)$/.exec(line) ?? [];
    if (keyword !== undefined) {
      const family = families.get(described) ?? { help: '', type: '', labels: new Set() };
      if (keyword === 'HELP') family.help = rest;
      else family.type = rest;
      families.set(described, family);
    } else if (line !== '') samples.push(parseSample(line));
  }
  for (const { name, labels } of samples) {
    const family = families.get(name) ?? families.get(name.replace(/_(bucket|sum|count)$/, ''));
    for (const label of Object.keys(labels)) if (label !== 'le') family?.labels.add(label);
  }
  return {
    samples,
    families,
    value: (name, wanted = {}) => {
      const found = samples.filter(
        (sample) =>
          sample.name === name && Object.entries(wanted).every(([label, value]) => sample.labels[label] === value),
      );
      return found.length === 0 ? undefined : found.reduce((sum, { value }) => sum + value, 0);
    },
  };
}

function parseSample(line: string): Sample {
  const [, name = '', labels = '', value = ''] = /^([a-zA-Z_:][\w:]*)(?:\{(.*)\})? (\S+)$/.exec(line) ?? [];
  if (name === '') throw new Error(`unreadable line of metrics: ${line}`);
  const pairs = [...labels.matchAll(/(\w+)="((?:[^"\\]|\\.)*)"/g)].map(([, label = '', text = '']) => [label, text]);
  return { name, labels: Object.fromEntries(pairs) as Record<string, string>, value: Number(value) };
}

/** A process of a test, with the URL of its metrics and that of its health checks. */
export interface Seen {
  name: string;
  metrics: Pick<Service, 'url'>;
  health: Pick<Service, 'url'>;
}

/** Waits until a metric of a process has a value, and `/health/ready` has a status. */
export async function seen(
  { name, metrics, health }: Seen,
  { metric, labels, value, ready }: SeenState,
): Promise<void> {
  const what = `${metric}${JSON.stringify(labels ?? {})} of the ${name} to be ${String(value)}, and status ${String(ready)}`;
  await waitUntil(
    async () => {
      const [scraped, { status }] = await Promise.all([scrape(metrics), fetch(`${health.url}/health/ready`)]);
      const current = scraped.value(metric, labels);
      if (current === value && status === ready) return true;
      throw new Error(`${String(current)}, and status ${String(status)}`);
    },
    { what, timeoutMs: patienceMs, intervalMs: 200 },
  );
}

export interface SeenState {
  metric: string;
  labels?: Readonly<Record<string, string>>;
  value: number;
  ready: 200 | 503;
}

/** The state of a check of `/health/ready`. */
export const stateOf = (check: string, state: string, value: 0 | 1, ready: 200 | 503): SeenState => ({
  metric: 'postrider_health_state',
  labels: { check, state },
  value,
  ready,
});
