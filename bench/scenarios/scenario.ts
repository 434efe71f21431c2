import type { System, SystemOptions } from '../lib/system.ts';
import type { World, WorldOptions } from '../lib/world.ts';
import type { RunningSystem } from '../targets/target.ts';

/** Figures by their keys in `latest.json`. */
export type Figures = Record<string, number>;

/** Points of plots or rows of tables, by name. */
export type Series = Record<string, Record<string, number | string>[]>;

export interface Context {
  /** Folder of the measured version. */
  root: string;
  /** Small counts, to check that the scenario works. */
  quick: boolean;
  /** Figures of this run so far; means of repeated ones. */
  figures: Readonly<Figures>;
  /** Runs `work` with a Postrider, and checks that nothing was lost. */
  withWorld: <T>(options: WorldOptions, work: (world: World) => Promise<T>) => Promise<T>;
  /** Runs `work` with the measured system, and checks that nothing was lost. */
  withSystem: <T>(options: SystemOptions, work: (system: System) => Promise<T>) => Promise<T>;
  /** The measured system, unless it is the bench's own Postrider. */
  target?: RunningSystem | undefined;
}

export interface Measured {
  figures: Figures;
  series?: Series;
  /** Markdown for the README. */
  report?: string;
}

export interface Scenario {
  /** Names of scenarios that must run before. */
  needs: readonly string[];
  /** Whether the scenario works with any system. */
  anyTarget?: true;
  /** Whether the scenario has to know the processes of such a system. */
  needsProcesses?: true;
  /** Whether the scenario has to start such a system again. */
  needsRestart?: true;
  /** Whether the scenario measures the machine alone. */
  withoutPostrider?: true;
  run: (context: Context) => Promise<Measured>;
}

/** Returns a figure of a scenario in `needs`. */
export function needed({ figures }: Context, key: string): number {
  const value = figures[key];
  if (value === undefined) throw new Error(`${key} is not measured`);
  return value;
}
