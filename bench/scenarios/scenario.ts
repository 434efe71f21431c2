import type { Servers } from '../lib/servers.ts';
import type { System } from '../lib/system.ts';

/** Figures by their keys in `latest.json`. */
export type Figures = Record<string, number>;

/** Points of plots or rows of tables, by name. */
export type Series = Record<string, Record<string, number | string>[]>;

export interface Context {
  /** Small counts, to check that the scenario works. */
  quick: boolean;
  /** Figures of this run so far; means of repeated ones. */
  figures: Readonly<Figures>;
  /** Starts PostgreSQL and Redis for all scenarios of a run, at the first call. */
  servers: () => Promise<Servers>;
  /** Runs `work` with the measured system, and checks that nothing was lost. */
  withSystem: <T>(work: (system: System) => Promise<T>) => Promise<T>;
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
  /** Whether the scenario works with --target. */
  anyTarget?: true;
  run: (context: Context) => Promise<Measured>;
}

/** Returns a figure of a scenario in `needs`. */
export function needed({ figures }: Context, key: string): number {
  const value = figures[key];
  if (value === undefined) throw new Error(`${key} is not measured`);
  return value;
}
