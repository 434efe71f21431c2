import type { Servers } from '../lib/servers.ts';

/** Figures by their key in `latest.json`. */
export type Figures = Record<string, number>;

export interface Context {
  servers: Servers;
  /** Small counts: to see that it works, not how fast. */
  quick: boolean;
  /** What earlier scenarios of this run measured. */
  figures: Readonly<Figures>;
}

export interface Scenario {
  /** Scenarios whose figures it needs. */
  needs: readonly string[];
  run: (context: Context) => Promise<Figures>;
}

/** A figure that a scenario named in `needs` has measured. */
export function needed({ figures }: Context, key: string): number {
  const value = figures[key];
  if (value === undefined) throw new Error(`${key} was not measured`);
  return value;
}
