import { readOptions, usage, UsageError, type Options } from './command-line.ts';
import { watchInterruption } from './lib/interruption.ts';
import { buildVersion } from './lib/other-version.ts';
import { runScenarios, ScenarioFailed, type Results } from './lib/run.ts';
import { writeComparison } from './report/write-comparison.ts';
import { writeResults } from './report/write-results.ts';
import { planOf } from './scenarios/all.ts';
import type { RunningSystem } from './targets/target.ts';

watchInterruption();
process.exitCode = await main(process.argv.slice(2));

/** Returns the exit code: 1 if deliveries were lost or a scenario failed, 2 for a usage error. */
async function main(args: readonly string[]): Promise<number> {
  try {
    const options = await readOptions(args);
    if (options.help) console.log(usage);
    else if (options.targets.length > 0) await compare(options);
    else await bench(options);
    return 0;
  } catch (error) {
    if (error instanceof UsageError || error instanceof RangeError) {
      console.error(`${error.message}\n\n${usage}`);
      return 2;
    }
    console.error(error instanceof ScenarioFailed ? error.message : error);
    return 1;
  }
}

async function bench({ quick, only, against }: Options): Promise<void> {
  const plan = planOf({ quick, only });
  const startedAt = new Date();
  const version = against === undefined ? undefined : await buildVersion(against);
  const results = await runScenarios(plan, { quick, against: version });
  await writeResults(results, { startedAt, quick, only, against: version?.commit });
}

/** Measures running systems one after the other, and writes one table. */
async function compare({ quick, only, targets }: Options): Promise<void> {
  const plans = targets.map((target) => ({ target, plan: planOf({ quick, only, target }) }));
  const startedAt = new Date();
  const measured: { target: RunningSystem; results: Results }[] = [];
  for (const { target, plan } of plans) {
    console.log(`${target.name}, ${target.url}`);
    measured.push({ target, results: await runScenarios(plan, { quick, target }) });
  }
  await writeComparison(measured, { startedAt, quick, only });
  const failures = measured.flatMap(({ results }) => results.failures);
  if (failures.length > 0) throw new ScenarioFailed(failures.join('\n'));
}
