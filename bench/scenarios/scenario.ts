import type { Servers } from '../lib/servers.ts';
import type { System } from '../lib/system.ts';

/** Figures by their key in `latest.json`. */
export type Figures = Record<string, number>;

/** Points of a plot or rows of a table, by its name. */
export type Series = Record<string, Record<string, number | string>[]>;

export interface Context {
  /** Small counts: to see that it works, not how fast. */
  quick: boolean;
  /** What was measured in this run so far; of what was measured several times, the mean. */
  figures: Readonly<Figures>;
  /** PostgreSQL and Redis for all scenarios of a run, started when they are first needed. */
  servers: () => Promise<Servers>;
  /** The system to measure, in its usual form: does the work with it, and checks that nothing was lost. */
  withSystem: <T>(work: (system: System) => Promise<T>) => Promise<T>;
}

export interface Measured {
  figures: Figures;
  series?: Series;
  /** Markdown, of what is no figure. */
  report?: string;
}

export interface Scenario {
  /** Scenarios whose figures it needs. */
  needs: readonly string[];
  /** Whether any target can be measured, and not just a Postrider of our own. */
  anyTarget?: true;
  run: (context: Context) => Promise<Measured>;
}

/** A figure that a scenario named in `needs` has measured. */
export function needed({ figures }: Context, key: string): number {
  const value = figures[key];
  if (value === undefined) throw new Error(`${key} was not measured`);
  return value;
}
