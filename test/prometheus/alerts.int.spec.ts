import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { describe, expect, it } from '@jest/globals';

import { checkout, readText } from '../deploy/checkout.js';
import { section, tableRows } from '../deploy/documents.js';
import { findDebianProgram } from '../support/debian-program.js';
import { metricsOfText, queriesOfBoard, rulesOf } from './queries.js';

const run = promisify(execFile);
const folder = join(checkout, 'deploy', 'prometheus');
const promtool = await findDebianProgram('promtool', 'prometheus');
const names = rulesOf(await readText('deploy/prometheus/alerts.yaml')).flatMap(({ alert }) => alert ?? []);

describe('deploy/prometheus/alerts.yaml', () => {
  it('has a row of the runbook for each alert, and no row without an alert', async () => {
    const rows = tableRows(section(await readText('docs/operations.md'), '### What to do about an alert'));
    expect(rows.map(([name]) => name?.replaceAll('`', ''))).toEqual(names);
  });

  it('has a test for each alert', async () => {
    const tests = await readText('deploy/prometheus/alerts.test.yaml');
    expect(names.filter((name) => !new RegExp(`\\b${name}\\b`).test(tests))).toEqual([]);
  });
});

if (promtool.missing !== undefined) {
  process.stderr.write(`promtool is skipped: ${promtool.missing}\n`);
}

(promtool.program === undefined ? describe.skip : describe)('promtool', () => {
  const check = async (...args: string[]): Promise<string> => {
    const { stdout } = await run(promtool.program ?? '', args, { cwd: folder });
    return stdout;
  };

  it('accepts the configuration with its alerts', async () => {
    expect(await check('check', 'config', 'prometheus.yaml')).toContain('SUCCESS');
  });

  it('finds that alerts fire on faults and are silent while all is well', async () => {
    expect(await check('test', 'rules', 'alerts.test.yaml')).toContain('SUCCESS');
  });

  it('can parse the queries of the board and of docs/slo.md', async () => {
    const board = queriesOfBoard(await readText('deploy/grafana/dashboards/postrider.json'));
    const document = await readText('docs/slo.md');
    const slos = [...document.matchAll(/```promql\n([\s\S]*?)```/g)].map(([, query = '']) => query);
    expect(metricsOfText(document)).not.toHaveLength(0);
    const rules = [...board, ...slos].map((query, n) => ({
      record: `query:${String(n)}`,
      expr: query.replaceAll('$__rate_interval', '5m'),
    }));
    const dir = await mkdtemp(join(tmpdir(), 'postrider-queries-'));
    try {
      // JSON is YAML.
      await writeFile(join(dir, 'queries.yaml'), JSON.stringify({ groups: [{ name: 'queries', rules }] }));
      expect(await check('check', 'rules', join(dir, 'queries.yaml'))).toContain('SUCCESS');
    } finally {
      await rm(dir, { recursive: true });
    }
  });
});
