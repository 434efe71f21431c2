import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { availableParallelism, cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import type { Results } from '../lib/run.ts';
import type { Figures } from '../scenarios/scenario.ts';
import { expectations } from './expectations.ts';
import { plots } from './plots.ts';
import { resultsTable } from './results-table.ts';

export interface RunInfo {
  startedAt: Date;
  quick: boolean;
  /** The requested scenarios. Default: all. */
  only?: readonly string[] | undefined;
  /** The commit that this version was measured against. */
  against?: string | undefined;
}

const benchDir = join(import.meta.dirname, '..');
const resultsDir = join(benchDir, 'results');
/** Partial runs have their own folder, so that they never overwrite a full run. */
export const partialDir = join(resultsDir, 'partial');

/** Writes `latest.json`, `latest.md` and the plots. A full run also updates the README. */
export async function writeResults(results: Results, info: RunInfo): Promise<void> {
  const complete = !info.quick && info.only === undefined;
  const dir = complete ? resultsDir : partialDir;
  const table = `${heading(info, complete)}\n\n${resultsTable(results.figures)}`;
  const drawn = plots(results.series);
  await mkdir(dir, { recursive: true });
  await writeFile(join(dir, 'latest.json'), `${JSON.stringify(asJson(results, info, complete), undefined, 2)}\n`);
  await writeFile(join(dir, 'latest.md'), `${table}\n`);
  for (const [name, svg] of Object.entries(drawn)) await writeFile(join(dir, `${name}.svg`), svg);
  for (const [name, report] of Object.entries(results.reports)) await writeFile(join(dir, `${name}.md`), `${report}\n`);
  const images = Object.keys(drawn).map((name) => `![${name.replaceAll('_', ' ')}](results/${name}.svg)`);
  if (complete) await updateReadme({ results: [table, ...images].join('\n\n'), ...results.reports });
  console.log(`\n${[table, ...Object.values(results.reports)].join('\n\n')}`);
}

function heading({ startedAt, quick, only, against }: RunInfo, complete: boolean): string {
  const [day] = startedAt.toISOString().split('T');
  const turns = against === undefined ? '' : ` in turn with ${against.slice(0, 7)}`;
  if (complete) return `Measured on ${String(day)}${turns}, on ${machine().cores} cores.`;
  const which = [only?.join(', ') ?? 'everything', quick ? 'quick: small counts, no figures to quote' : '', turns];
  return `A partial run of ${String(day)} (${which.filter((each) => each !== '').join('; ')}).`;
}

function asJson(results: Results, { startedAt, quick, only, against }: RunInfo, complete: boolean): object {
  return {
    ...rounded(results.figures),
    run: {
      complete,
      quick,
      only: only ?? null,
      against: against ?? null,
      started_at: startedAt.toISOString(),
      minutes: Number(((Date.now() - startedAt.getTime()) / 60_000).toFixed(1)),
      /** Acknowledged events by scenario, over all its repetitions. */
      events: results.events,
    },
    machine: { ...machine(), ...results.versions },
    repeated: Object.fromEntries(
      Object.entries(results.repeated).map(([key, values]) => [key, values.map(significant)]),
    ),
    series: results.series,
  };
}

export function machine(): { cores: number; cpu: string; memory_gb: number; platform: string; node: string } {
  return {
    cores: availableParallelism(),
    cpu: cpus()[0]?.model ?? '',
    memory_gb: Math.round(totalmem() / 1e9),
    platform: `${process.platform} ${process.arch}`,
    node: process.versions.node,
  };
}

/** Rounds the figures, in the order of the table. */
export function rounded(figures: Figures): Figures {
  return Object.fromEntries(
    expectations.flatMap(({ key }) => {
      const value = figures[key];
      return value === undefined ? [] : [[key, significant(value)]];
    }),
  );
}

const significant = (value: number): number => Number(value.toPrecision(4));

/** Replaces the parts between their markers. */
async function updateReadme(parts: Record<string, string>): Promise<void> {
  const file = join(benchDir, 'README.md');
  const text = Object.entries(parts).reduce(
    (readme, [name, part]) =>
      readme.replace(
        new RegExp(`(<!-- ${name}: begin[^>]*-->)[^]*(<!-- ${name}: end -->)`),
        (_, begin: string, end: string) => `${begin}\n\n${part}\n\n${end}`,
      ),
    await readFile(file, 'utf8'),
  );
  await writeFile(file, await format(text, { ...(await resolveConfig(file)), filepath: file }));
}
