import { ceiling } from './ceiling.ts';
import { drain } from './drain.ts';
import { endToEnd } from './end-to-end.ts';
import { fanout } from './fanout.ts';
import { growth } from './growth.ts';
import { ingest } from './ingest.ts';
import { installation } from './installation.ts';
import { isolation } from './isolation.ts';
import { kill } from './kill.ts';
import { latency } from './latency.ts';
import { lone } from './lone.ts';
import { memory } from './memory.ts';
import { offeredLoad } from './offered-load.ts';
import { profile } from './profile.ts';
import { replicas } from './replicas.ts';
import type { Scenario } from './scenario.ts';
import { start } from './start.ts';

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
  offered_load: offeredLoad,
  fanout,
  isolation,
  replicas,
  growth,
  memory,
  profile,
};

/**
 * Scenarios whose figures are ratios to a ceiling. A full run repeats them, with the ceilings before, between and after,
 * since a shared machine's speed varies from minute to minute.
 */
const besideCeilings = ['end_to_end', 'ingest', 'drain'];

type Plan = (readonly [name: string, scenario: Scenario])[];

/** Returns the scenarios and those they need, in order. Throws a RangeError for an unknown name. */
export function planOf(names: readonly string[], { quick, external }: { quick: boolean; external: boolean }): Plan {
  const wanted = withNeeds(names);
  if (external) {
    const ours = names.filter((name) => scenarios[name]?.anyTarget === undefined);
    if (ours.length > 0) throw new RangeError(`${ours.join(', ')}: available only without --target`);
  }
  const inOrder = Object.keys(scenarios).filter((name) => wanted.has(name));
  const paired = inOrder.filter((name) => besideCeilings.includes(name));
  const others = inOrder.filter((name) => name !== 'ceiling' && !besideCeilings.includes(name));
  const once = inOrder.includes('ceiling') ? ['ceiling', ...paired] : paired;
  const again = quick || paired.length === 0 ? [] : ['ceiling', ...paired, 'ceiling'];
  return [...once, ...again, ...others].flatMap((name) => {
    const scenario = scenarios[name];
    return scenario ? [[name, scenario] as const] : [];
  });
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
