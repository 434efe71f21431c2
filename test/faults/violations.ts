import { runFaults } from './fault-run.js';
import type { Size } from './plan.js';
import { printed } from './report.js';
import { chosenSeed } from './seed.js';

/** Runs, prints the seed first and the figures last, and answers what was violated. */
export async function violationsOf(size: Size): Promise<readonly string[]> {
  const seed = chosenSeed();
  // Not by console, which Jest decorates.
  process.stderr.write(`fault run with FAULTS_SEED=${seed}: ${size.events} events, ${size.strikes} strikes\n`);
  const report = await runFaults(seed, size);
  process.stderr.write(printed(report));
  return report.violations;
}
