import { afterEach, describe, expect, it } from '@jest/globals';
import { healthMetrics } from './health-metrics.js';
import { Metrics } from './metrics.js';
import { serveMetrics, type MetricsServer } from './metrics-server.js';

const counted = { name: 'postrider_things_total', help: 'Things.', labels: ['kind'] };

describe('Metrics', () => {
  it('shows a counter from its first scrape on, at zero', async () => {
    const metrics = new Metrics(true);
    const counter = metrics.counter(counted)('good');
    expect(await metrics.text()).toContain('postrider_things_total{kind="good"} 0');
    counter.add();
    counter.add(2);
    expect(await metrics.text()).toContain('postrider_things_total{kind="good"} 3');
  });

  it('reads gauges at each scrape, and leaves out what is unknown', async () => {
    const metrics = new Metrics(true);
    let values: [Record<string, string>, number | undefined][] = [
      [{ kind: 'known' }, 1],
      [{ kind: 'unknown' }, undefined],
    ];
    metrics.gauge({ name: 'postrider_things', help: 'Things.', labels: ['kind'] }, () => values);
    const first = await metrics.text();
    expect(first).toContain('postrider_things{kind="known"} 1');
    expect(first).not.toContain('unknown');
    values = [];
    expect(await metrics.text()).not.toContain('known');
  });

  it('shows the last known health while a check does not end', async () => {
    const metrics = new Metrics(true);
    const checks = [
      Promise.resolve({ isReady: false, states: { redis: 'down' } }),
      new Promise<never>(() => undefined),
    ];
    healthMetrics(metrics, { redis: ['up', 'down'] }, () => checks.shift() ?? Promise.reject(new Error('no more')));
    for (let scrapes = 0; scrapes < 2; scrapes++) {
      const text = await metrics.text();
      expect(text).toContain('postrider_ready 0');
      expect(text).toContain('postrider_health_state{check="redis",state="down"} 1');
      expect(text).toContain('postrider_health_state{check="redis",state="up"} 0');
    }
  });

  it('counts nothing and shows nothing while it is off', async () => {
    const metrics = new Metrics(false);
    metrics.counter(counted)('good').add();
    metrics
      .histogram({ name: 'postrider_time_seconds', help: 'Time.', buckets: [1] })()
      .observe(1);
    metrics.gauge({ name: 'postrider_things', help: 'Things.' }, () => 1);
    expect((await metrics.text()).trim()).toBe('');
  });
});

describe('serveMetrics', () => {
  let server: MetricsServer | undefined;
  afterEach(() => server?.close());

  it('serves GET /metrics and nothing else', async () => {
    const metrics = new Metrics(true);
    metrics.counter(counted)('good');
    server = await serveMetrics(metrics, { port: 0, host: '127.0.0.1' });
    const base = `http://127.0.0.1:${String(server.port)}`;
    const response = await fetch(`${base}/metrics?name=x`);
    expect(response.headers.get('content-type')).toContain('text/plain; version=0.0.4');
    expect(await response.text()).toContain('postrider_things_total');
    expect((await fetch(`${base}/`)).status).toBe(404);
    expect((await fetch(`${base}/metrics`, { method: 'POST', body: 'x' })).status).toBe(404);
  });

  it('rejects if the port is in use', async () => {
    server = await serveMetrics(new Metrics(true), { port: 0, host: '127.0.0.1' });
    await expect(serveMetrics(new Metrics(true), { port: server.port, host: '127.0.0.1' })).rejects.toThrow(
      'EADDRINUSE',
    );
  });
});
