import type { RunningSystem } from '../targets/target.ts';
import { ceiling } from './ceiling.ts';
import { crash } from './crash.ts';
import { customers } from './customers.ts';
import { drain } from './drain.ts';
import { endToEnd } from './end-to-end.ts';
import { fanout } from './fanout.ts';
import { growth } from './growth.ts';
import { ingest } from './ingest.ts';
import { ingestIsolation } from './ingest-isolation.ts';
import { installation } from './installation.ts';
import { isolation } from './isolation.ts';
import { kill } from './kill.ts';
import { latency } from './latency.ts';
import { lone } from './lone.ts';
import { memory } from './memory.ts';
import { metrics } from './metrics.ts';
import { offeredLoad } from './offered-load.ts';
import { profile } from './profile.ts';
import { rebuild } from './rebuild.ts';
import { replicas } from './replicas.ts';
import type { Scenario } from './scenario.ts';
import { schemaChecks } from './schema-checks.ts';
import { start } from './start.ts';
import { traces } from './traces.ts';

/** Scenarios by name, in the order of a run. */
export const scenarios: Record<string, Scenario> = {
  ceiling,
  end_to_end: endToEnd,
  ingest,
  drain,
  latency,
  lone,
  start,
  installation,
  kill,
  crash,
  offered_load: offeredLoad,
  fanout,
  customers,
  ingest_isolation: ingestIsolation,
  isolation,
  replicas,
  metrics,
  traces,
  schema_checks: schemaChecks,
  growth,
  rebuild,
  memory,
  profile,
};

/**
 * Scenarios whose figures are ratios to a ceiling. A full run repeats them, with the ceilings before, between and after,
 * since a shared machine's speed varies from minute to minute.
 */
const besideCeilings = ['end_to_end', 'ingest', 'drain'];

/** Costs of a few percent and comparisons of slow calls, for which a quick run has too few events. */
const notQuick = ['customers', 'ingest_isolation', 'metrics', 'traces'];

type Plan = (readonly [name: string, scenario: Scenario])[];

interface PlanOptions {
  quick: boolean;
  /** The requested scenarios. Default: all; a quick run leaves some out. */
  only?: readonly string[] | undefined;
  /** A system that is not the bench's own. */
  target?: RunningSystem | undefined;
}

/** Returns the scenarios and those they need, in order. Throws a RangeError for a name that is unknown or not possible. */
export function planOf({ quick, only, target }: PlanOptions): Plan {
  const byDefault = Object.keys(scenarios).filter((name) => !quick || !notQuick.includes(name));
  const names = only ?? byDefault.filter((name) => lackOf(scenarios[name], target) === undefined);
  const wanted = withNeeds(names);
  for (const name of names) {
    const lack = lackOf(scenarios[name], target);
    if (lack !== undefined) throw new RangeError(`${name}: available only ${lack}`);
  }
  const inOrder = Object.keys(scenarios).filter((name) => wanted.has(name));
  // The memory of an idle system is measured before its first load.
  const first = inOrder.filter((name) => name === 'installation');
  const paired = inOrder.filter((name) => besideCeilings.includes(name));
  const others = inOrder.filter((name) => ![...first, ...besideCeilings, 'ceiling'].includes(name));
  const once = inOrder.includes('ceiling') ? ['ceiling', ...paired] : paired;
  const again = quick || paired.length === 0 ? [] : ['ceiling', ...paired, 'ceiling'];
  return [...first, ...once, ...again, ...others].flatMap((name) => {
    const scenario = scenarios[name];
    return scenario ? [[name, scenario] as const] : [];
  });
}

/** What a scenario lacks to measure a system. */
function lackOf(scenario: Scenario | undefined, target: RunningSystem | undefined): string | undefined {
  if (!scenario || !target) return undefined;
  if (!scenario.anyTarget) return "with the bench's own Postrider";
  if (scenario.needsProcesses && target.processes.length === 0) return 'with --process';
  if (scenario.needsRestart && target.restart === undefined) return 'with --restart';
  return undefined;
}

function withNeeds(names: readonly string[]): Set<string> {
  return new Set(
    names.flatMap((name) => {
      const scenario = scenarios[name];
      if (!scenario) {
        throw new RangeError(`unknown scenario ${name}; expected one of ${Object.keys(scenarios).join(', ')}`);
      }
      return [...withNeeds(scenario.needs), name];
    }),
  );
}
