import { programs, type Programs } from '@postrider/testing';
import type { RunningSystem } from '../targets/target.ts';
import type { Context, Figures, Measured, Scenario, Series } from '../scenarios/scenario.ts';
import { ExternalSystem } from './external-system.ts';
import { median } from './figures.ts';
import { repository, type OtherVersion } from './other-version.ts';
import { ratiosOf } from './ratios.ts';
import { startServers, versionsOf, type Servers } from './servers.ts';
import { acknowledgedEvents } from './system.ts';
import { World } from './world.ts';

export interface RunOptions {
  quick: boolean;
  /** A running system. Default: the bench starts a Postrider. */
  target?: RunningSystem | undefined;
  /** Another version, measured in turn with this one. */
  against?: OtherVersion | undefined;
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
  /** Why scenarios failed with a system that is not ours. */
  failures: string[];
}

/** A scenario failed: its figures are invalid. */
export class ScenarioFailed extends Error {
  override name = 'ScenarioFailed';
}

interface Version {
  name: string;
  root: string;
  programs: Programs;
  measured: Map<string, number[]>;
}

const roundsAgainst = 2;

/**
 * Runs scenarios in order. The figures of repeated scenarios are means. With `against`, each scenario runs twice with both
 * versions in turn, and `against.<key>` is the median of this version over that of the other. Throws ScenarioFailed,
 * but goes on if a system that is not ours fails in a scenario.
 */
export async function runScenarios(
  plan: readonly (readonly [name: string, scenario: Scenario])[],
  { quick, target, against }: RunOptions,
): Promise<Results> {
  const own: Version = { name: 'this version', root: repository, programs, measured: new Map() };
  const other: Version | undefined = against && { name: 'the other', ...against, measured: new Map() };
  const results: Omit<Results, 'figures' | 'repeated'> = {
    series: {},
    reports: {},
    events: {},
    versions: {},
    failures: [],
  };
  let started: Promise<Servers> | undefined;
  const servers = (): Promise<Servers> => (started ??= startServers());
  const contextOf = ({ root, programs }: Version): Context => ({
    quick,
    root,
    // Rates that depend on an earlier figure are the same for both versions.
    figures: means((other ?? own).measured),
    withWorld: async (options, work) => World.with(await servers(), { ...options, programs }, work),
    withSystem: async (options, work) =>
      target ? ExternalSystem.with(target, options, work) : World.with(await servers(), { ...options, programs }, work),
    target,
  });
  const inTurn = (scenario: Scenario): Version[] => {
    if (!other || scenario.withoutPostrider) return [own];
    return Array.from({ length: quick ? 1 : roundsAgainst }, () => [other, own]).flat();
  };
  try {
    for (const [name, scenario] of plan) {
      for (const version of inTurn(scenario)) {
        const before = acknowledgedEvents();
        const label = other ? `${name}, ${version.name}` : name;
        const result = await attempt(label, () => scenario.run(contextOf(version))).catch(
          (error: unknown): Measured => {
            if (!target || !(error instanceof ScenarioFailed)) throw error;
            console.error(error.message);
            results.failures.push(error.message);
            return { figures: {} };
          },
        );
        results.events[name] = (results.events[name] ?? 0) + acknowledgedEvents() - before;
        for (const [key, value] of Object.entries(result.figures)) {
          version.measured.set(key, [...(version.measured.get(key) ?? []), value]);
        }
        if (version !== own) continue;
        Object.assign(results.series, result.series);
        if (result.report !== undefined) results.reports[name] = result.report;
      }
    }
    if (started) results.versions = await versionsOf(await started);
  } finally {
    await (await started)?.stop();
  }
  const figures = means(own.measured);
  return {
    ...results,
    figures: { ...figures, ...ratiosOf(figures), ...(other && comparison(own, other)) },
    repeated: {
      ...severalTimes(own.measured),
      ...(other && severalTimes(new Map([...other.measured].map(([key, values]) => [`other.${key}`, values])))),
    },
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

const severalTimes = (measured: ReadonlyMap<string, number[]>): Record<string, number[]> =>
  Object.fromEntries([...measured].filter(([, values]) => values.length > 1));

function comparison(own: Version, other: Version): Figures {
  return Object.fromEntries(
    [...own.measured].flatMap(([key, values]) => {
      const others = other.measured.get(key);
      return others ? [[`against.${key}`, median(values) / median(others)]] : [];
    }),
  );
}
