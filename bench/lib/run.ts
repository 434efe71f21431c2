import type { TargetConfig } from '../targets/target.ts';
import type { Context, Figures, Measured, Scenario, Series } from '../scenarios/scenario.ts';
import { ExternalSystem } from './external-system.ts';
import { ratiosOf } from './ratios.ts';
import { startServers, versionsOf, type Servers } from './servers.ts';
import { acknowledgedEvents } from './system.ts';
import { World } from './world.ts';

export interface RunOptions {
  quick: boolean;
  /** A running system. Default: the bench starts a Postrider. */
  target?: TargetConfig | undefined;
}

export interface Results {
  figures: Figures;
  /** All values of figures that were measured several times. */
  repeated: Record<string, number[]>;
  series: Series;
  reports: Record<string, string>;
  /** Acknowledged events by scenario. */
  events: Record<string, number>;
  /** Versions of the started servers. */
  versions: Record<string, string>;
}

/** A scenario failed: its figures are invalid. */
export class ScenarioFailed extends Error {
  override name = 'ScenarioFailed';
}

/** Runs scenarios in order. The figures of repeated scenarios are means. Throws ScenarioFailed. */
export async function runScenarios(
  plan: readonly (readonly [name: string, scenario: Scenario])[],
  { quick, target }: RunOptions,
): Promise<Results> {
  const measured = new Map<string, number[]>();
  const results: Omit<Results, 'figures' | 'repeated'> = { series: {}, reports: {}, events: {}, versions: {} };
  let started: Promise<Servers> | undefined;
  const servers = (): Promise<Servers> => (started ??= startServers());
  const context: Omit<Context, 'figures'> = {
    quick,
    servers,
    withSystem: async (work) =>
      target === undefined ? World.with(await servers(), {}, work) : ExternalSystem.with(target, work),
  };
  try {
    for (const [name, scenario] of plan) {
      const before = acknowledgedEvents();
      const result = await attempt(name, () => scenario.run({ ...context, figures: means(measured) }));
      results.events[name] = (results.events[name] ?? 0) + acknowledgedEvents() - before;
      for (const [key, value] of Object.entries(result.figures)) {
        measured.set(key, [...(measured.get(key) ?? []), value]);
      }
      Object.assign(results.series, result.series);
      if (result.report !== undefined) results.reports[name] = result.report;
    }
    if (started) results.versions = await versionsOf(await started);
  } finally {
    await (await started)?.stop();
  }
  const figures = means(measured);
  return {
    ...results,
    figures: { ...figures, ...ratiosOf(figures) },
    repeated: Object.fromEntries([...measured].filter(([, values]) => values.length > 1)),
  };
}

async function attempt(name: string, run: () => Promise<Measured>): Promise<Measured> {
  const startedAt = performance.now();
  try {
    const measured = await run();
    const seconds = ((performance.now() - startedAt) / 1_000).toFixed(1);
    console.log(`${name} (${seconds} s)`, measured.figures);
    return measured;
  } catch (error) {
    throw new ScenarioFailed(`${name}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}

function means(measured: ReadonlyMap<string, number[]>): Figures {
  return Object.fromEntries(
    [...measured].map(([key, values]) => [key, values.reduce((sum, each) => sum + each, 0) / values.length]),
  );
}
