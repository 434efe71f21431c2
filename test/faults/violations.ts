import { runFaults } from './fault-run.js';
import type { Size } from './plan.js';
import { printed } from './report.js';
import { chosenSeed } from './seed.js';

/** Runs, prints the seed and the figures, and returns the violations. */
export async function violationsOf(size: Size): Promise<readonly string[]> {
  const seed = chosenSeed();
  // Jest decorates the output of console.
  process.stderr.write(`fault run with FAULTS_SEED=${seed}: ${size.events} events, ${size.strikes} strikes\n`);
  const report = await runFaults(seed, size);
  process.stderr.write(printed(report));
  return report.violations;
}
