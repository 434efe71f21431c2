import { readOptions, usage, UsageError, type Options } from './command-line.ts';
import { watchInterruption } from './lib/interruption.ts';
import { buildVersion } from './lib/other-version.ts';
import { runScenarios, ScenarioFailed } from './lib/run.ts';
import { writeResults } from './report/write-results.ts';
import { planOf, scenarios } from './scenarios/all.ts';

watchInterruption();
process.exitCode = await main(process.argv.slice(2));

/** Returns the exit code: 1 if deliveries were lost or a scenario failed, 2 for a usage error. */
async function main(args: readonly string[]): Promise<number> {
  try {
    const options = readOptions(args);
    if (options.help) console.log(usage);
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

async function bench({ quick, only, against, target }: Options): Promise<void> {
  const everything = Object.keys(scenarios).filter((name) => !target || scenarios[name]?.anyTarget);
  const plan = planOf(only ?? everything, { quick, external: target !== undefined });
  const startedAt = new Date();
  const version = against === undefined ? undefined : await buildVersion(against);
  const results = await runScenarios(plan, { quick, target, against: version });
  await writeResults(results, { startedAt, quick, only, target: target?.kind, against: version?.commit });
}
