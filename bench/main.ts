import { parseArgs } from 'node:util';
import { startServers } from './lib/servers.ts';
import { ceiling } from './scenarios/ceiling.ts';
import { drain } from './scenarios/drain.ts';
import { endToEnd } from './scenarios/end-to-end.ts';
import { fanout } from './scenarios/fanout.ts';
import { ingest } from './scenarios/ingest.ts';
import { isolation } from './scenarios/isolation.ts';
import { latency } from './scenarios/latency.ts';
import { profile } from './scenarios/profile.ts';
import { replicas } from './scenarios/replicas.ts';
import type { Figures, Scenario } from './scenarios/scenario.ts';

/** In the order in which they run. */
const scenarios: Record<string, Scenario> = {
  ceiling,
  end_to_end: endToEnd,
  ingest,
  drain,
  latency,
  fanout,
  isolation,
  replicas,
  profile,
};

const { values } = parseArgs({ options: { quick: { type: 'boolean', default: false }, only: { type: 'string' } } });
const wanted = withNeeds(values.only?.split(',') ?? Object.keys(scenarios));

const servers = await startServers();
const figures: Figures = {};
try {
  for (const [name, scenario] of Object.entries(scenarios)) {
    if (!wanted.has(name)) continue;
    const measured = await scenario.run({ servers, quick: values.quick, figures });
    Object.assign(figures, measured);
    console.log(name, measured);
  }
} finally {
  await servers.stop();
}

function withNeeds(names: readonly string[]): Set<string> {
  return new Set(
    names.flatMap((name) => {
      const scenario = scenarios[name];
      if (!scenario) throw new Error(`there is no scenario ${name}; there are ${Object.keys(scenarios).join(', ')}`);
      return [...withNeeds(scenario.needs), name];
    }),
  );
}
