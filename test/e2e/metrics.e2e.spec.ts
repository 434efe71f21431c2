import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { Receiver, type Service, waitUntil } from '@postrider/testing';

import { checkout, readText } from '../deploy/checkout.js';
import { section, tableRows } from '../deploy/documents.js';
import { gatewayMetrics, scrape, type Scrape } from '../support/metrics.js';
import { patienceMs } from '../support/patience.js';
import { type Postrider, startPostrider } from '../support/postrider.js';
import { metricsOfAlerts, metricsOfBoard, metricsOfText } from '../prometheus/queries.js';

const type = 'budget.exceeded';
const events = 5;
const pagePath = 'docs/metrics.md';
const heading = '## All metrics';

let postrider: Postrider;
let receiver: Receiver;
let gateway: Pick<Service, 'url'>;
let dispatcher: Service;

beforeAll(async () => {
  const { settings, url } = await gatewayMetrics();
  gateway = { url };
  receiver = await Receiver.start();
  postrider = await startPostrider({ settings });
  const [first] = postrider.dispatchers;
  if (!first) throw new Error('there is no dispatcher');
  dispatcher = first;
  const { id } = await postrider.manage.createEndpoint({ url: receiver.url('/metrics'), event_types: [type] });
  await postrider.project.publishBatch(Array.from({ length: events }, (_, n) => ({ type, data: { n } })));
  await postrider.project.send('POST', '/events', { json: { type: 'there.is.none', data: {} } });
  await postrider.manage.completedDeliveries(id);
});

afterAll(async () => {
  await receiver.stop();
  await postrider.end();
});

/** One row for each metric of a gateway and a dispatcher, by name. */
function metricsTable(scrapes: readonly Scrape[], page: string): string[] {
  const names = [...new Set(scrapes.flatMap(({ families }) => [...families.keys()]))].sort();
  const documented = new Map(tableRows(section(page, heading)).map(([name = '', , labels]) => [name, labels]));
  const rows = names.map((name) => {
    const families = scrapes.flatMap(({ families }) => families.get(name) ?? []);
    const labels = [...new Set(families.flatMap((family) => [...family.labels]))].sort();
    const processes = ['gateway', 'dispatcher'].filter((_, i) => scrapes[i]?.families.has(name));
    return [
      `\`${name}\``,
      families[0]?.type,
      // A counter of failures shows its labels with the first failure.
      labels.length > 0 ? labels.map((label) => `\`${label}\``).join(', ') : documented.get(`\`${name}\``),
      processes.join(', '),
      families[0]?.help,
    ];
  });
  const head = ['Metric', 'Kind', 'Labels', 'Processes', 'Meaning'];
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`.replaceAll('|  |', '| |'));
}

/** Once a sample was taken of everything that all processes have in common. */
const complete = (service: Pick<Service, 'url'>, ...names: readonly string[]): Promise<Scrape> =>
  waitUntil(
    async () => {
      const scraped = await scrape(service);
      return names.every((name) => scraped.value(name) !== undefined) && scraped;
    },
    { what: names.join(), timeoutMs: patienceMs },
  );

const gatewayScrape = (): Promise<Scrape> => complete(gateway, 'postrider_ready');
const dispatcherScrape = (): Promise<Scrape> =>
  complete(dispatcher, 'postrider_parked_attempts', 'postrider_partitions_ahead_seconds');

const both = async (): Promise<Scrape[]> => Promise.all([gatewayScrape(), dispatcherScrape()]);

describe('/metrics', () => {
  it('counts what was published and refused', async () => {
    const { value } = await gatewayScrape();
    expect(value('postrider_published_events_total')).toBe(events);
    expect(value('postrider_http_responses_total', { operation: 'publish_webhook_events', status: '202' })).toBe(1);
    expect(value('postrider_http_responses_total', { operation: 'publish_webhook_event', status: '422' })).toBe(1);
    expect(value('postrider_publish_duration_seconds_count')).toBe(1);
    expect(value('postrider_publish_batch_events_sum')).toBe(events + 1);
    expect(value('postrider_ready')).toBe(1);
  });

  it('counts attempts with their delays and durations', async () => {
    const { value } = await dispatcherScrape();
    expect(value('postrider_attempts_total', { queue: 'deliver', outcome: 'success' })).toBe(events);
    for (const name of [
      'postrider_attempt_delay_seconds',
      'postrider_attempt_duration_seconds',
      'postrider_delivery_duration_seconds',
      'postrider_delivery_overhead_seconds',
    ]) {
      expect([name, value(`${name}_count`)]).toEqual([name, events]);
    }
    expect(value('postrider_health_state', { check: 'redis', state: 'up' })).toBe(1);
    expect(value('postrider_slots', { queue: 'deliver' })).toBe(200);
    expect(value('postrider_partitions_ahead_seconds', { table: 'deliveries' })).toBeGreaterThan(7 * 24 * 3_600);
  });

  it('has no label with an id, and no two kinds of one metric', async () => {
    const scrapes = await both();
    for (const { samples } of scrapes) {
      for (const { labels } of samples)
        expect(Object.values(labels).join(' ')).not.toMatch(/\b[a-z]{3}_[0-9a-z]{26}\b/);
    }
    const [ofGateway, ofDispatcher] = scrapes.map(({ families }) => families);
    for (const [name, { help, type }] of ofGateway ?? []) {
      const other = ofDispatcher?.get(name);
      if (other) expect([name, other.help, other.type]).toEqual([name, help, type]);
    }
  });

  it('has the metrics of docs/metrics.md as they are (else: npm run docs:metrics)', async () => {
    const page = await readText(pagePath);
    const rows = metricsTable(await both(), page);
    const [intro = ''] = page.split(heading, 1);
    const generated = `${intro}${heading}\n\n<!-- prettier-ignore -->\n${rows.join('\n')}\n`;
    if (process.env.METRICS_PAGE === 'docs') await writeFile(join(checkout, pagePath), generated);
    else expect(page).toBe(generated);
  });

  it('has all metrics that the board, the alerts and docs/slo.md query', async () => {
    const live = new Set((await both()).flatMap(({ families }) => [...families.keys()]));
    const queried = [
      ...metricsOfBoard(await readText('deploy/grafana/dashboards/postrider.json')),
      ...metricsOfAlerts(await readText('deploy/prometheus/alerts.yaml')),
      ...metricsOfText(await readText('docs/slo.md')),
    ];
    expect(queried.length).toBeGreaterThan(30);
    expect([...new Set(queried)].filter((name) => !live.has(name))).toEqual([]);
  });

  it('is not on the port of the API, and is off with POSTRIDER_METRICS_ENABLED=false', async () => {
    expect((await fetch(`${postrider.url}/metrics`)).status).toBe(404);
    const off = await postrider.addDispatcher({ POSTRIDER_METRICS_ENABLED: 'false' });
    expect((await fetch(`${off.url}/metrics`)).status).toBe(404);
  });
});
