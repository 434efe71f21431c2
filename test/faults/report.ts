import { clock } from './clock.js';
import type { Judgement } from './judge.js';
import type { FaultPlan } from './plan.js';
import type { Published } from './publisher.js';
import type { Victim } from './victims.js';

export interface FaultReport extends Judgement {
  readonly plan: FaultPlan;
  readonly published: Published;
  readonly victims: readonly Victim[];
  /** Time from the last kill until nothing was pending. */
  readonly drainMs: number;
  readonly runMs: number;
}

/** Returns the figures, one per line, and the violations at the end. */
export function printed({ plan, published, victims, duplicates, ...rest }: FaultReport): string {
  const kills = victims.map(({ name, kills: { length } }) => `${name} ${length}`).join(', ');
  const failedStarts = victims.reduce((sum, victim) => sum + victim.failedStarts, 0);
  const lines = [
    `fault run, seed ${plan.seed}`,
    `  events accepted     ${published.accepted.size} of ${plan.events}`,
    `  publish calls       ${plan.calls.length}, sent ${published.sent} times with the same ids: ${published.unavailable} responses with 503, ${published.unanswered} without a response`,
    `  kills               ${victims.reduce((sum, victim) => sum + victim.kills.length, 0)}: ${kills}`,
    `  failed starts       ${failedStarts}, while another process was down`,
    `  deliveries          ${rest.deliveries}`,
    `  attempts on record  ${rest.attempts}`,
    `  requests            ${duplicates.requests}, ${duplicates.repeated} of them repeated`,
    `  duplicates          ${duplicates.duplicates}; limit ${duplicates.inFlight} (requests in flight at kills) plus ${duplicates.late} late responses`,
    `  drained             ${seconds(rest.drainMs)} after the last kill`,
    `  took                ${seconds(rest.runMs)}`,
    ...(rest.violations.length === 0 ? ['  violated            nothing'] : violated(rest.violations, victims)),
  ];
  return `\n${lines.join('\n')}\n\n`;
}

const seconds = (ms: number): string => `${(ms / 1_000).toFixed(1)} s`;

/** Lists the kills with their times before the violations. */
function violated(violations: readonly string[], victims: readonly Victim[]): string[] {
  const kills = victims.flatMap((victim) => victim.kills).toSorted((a, b) => a.struckAt - b.struckAt);
  return [
    ...kills.map(({ victim, struckAt, overAt }) => `  ${clock(struckAt)} – ${clock(overAt)}  ${victim}`),
    ...violations.map((violation) => `  VIOLATED  ${violation}`),
  ];
}
