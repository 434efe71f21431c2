import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Results } from '../lib/run.ts';
import type { RunningSystem } from '../targets/target.ts';
import { expectations } from './expectations.ts';
import { markdownTable } from './markdown-table.ts';
import { amount } from './results-table.ts';
import { machine, partialDir, rounded, type RunInfo } from './write-results.ts';

interface Measured {
  target: RunningSystem;
  results: Results;
}

/** Writes `targets.md` and `targets.json`: a column for each system. */
export async function writeComparison(measured: readonly Measured[], info: RunInfo): Promise<void> {
  const text = [heading(info), table(measured), ...measured.flatMap(failures)].join('\n\n');
  const systems = measured.map(({ target: { name, kind }, results: { figures, repeated, series, failures } }) => ({
    name,
    kind,
    ...rounded(figures),
    repeated,
    series,
    failures,
  }));
  const json = { ...info, machine: machine(), systems };
  await mkdir(partialDir, { recursive: true });
  await writeFile(join(partialDir, 'targets.md'), `${text}\n`);
  await writeFile(join(partialDir, 'targets.json'), `${JSON.stringify(json, undefined, 2)}\n`);
  console.log(`\n${text}`);
}

function heading({ startedAt, quick, only }: RunInfo): string {
  const [day] = startedAt.toISOString().split('T');
  const which = [only?.join(', ') ?? 'everything', ...(quick ? ['quick: small counts, no figures to quote'] : [])];
  return `Measured on ${String(day)}, on ${machine().cores} cores (${which.join('; ')}).`;
}

function table(measured: readonly Measured[]): string {
  return markdownTable(
    ['Figure', 'What', ...measured.map(({ target }) => target.name)],
    expectations.flatMap((expected) => {
      const values = measured.map(({ results }) => results.figures[expected.key]);
      if (values.every((value) => value === undefined)) return [];
      const cells = values.map((value) => (value === undefined ? '' : amount(value, expected)));
      return [[`\`${expected.key}\``, expected.what, ...cells]];
    }),
  );
}

const failures = ({ target, results }: Measured): string[] =>
  results.failures.map((failure) => `${target.name}: ${failure}`);
