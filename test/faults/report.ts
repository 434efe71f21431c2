import { clock } from './clock.js';
import type { Judgement } from './judge.js';
import type { FaultPlan } from './plan.js';
import type { Published } from './publisher.js';
import type { Victim } from './victims.js';

export interface FaultReport extends Judgement {
  readonly plan: FaultPlan;
  readonly published: Published;
  readonly victims: readonly Victim[];
  /** From the last kill until nothing was pending. */
  readonly drainMs: number;
  readonly runMs: number;
}

/** One line per figure, violations last. */
export function printed({ plan, published, victims, duplicates, ...rest }: FaultReport): string {
  const kills = victims.map(({ name, kills: { length } }) => `${name} ${length}`).join(', ');
  const failedStarts = victims.reduce((sum, victim) => sum + victim.failedStarts, 0);
  const lines = [
    `fault run, seed ${plan.seed}`,
    `  events accepted     ${published.accepted.size} of ${plan.events}`,
    `  publish calls       ${plan.calls.length}, sent ${published.sent} times with the same ids: ${published.unavailable} responses of 503, ${published.unanswered} without a response`,
    `  kills               ${victims.reduce((sum, victim) => sum + victim.kills.length, 0)}: ${kills}`,
    `  failed starts       ${failedStarts}, while another server was down`,
    `  deliveries          ${rest.deliveries}`,
    `  attempts on record  ${rest.attempts}`,
    `  requests            ${duplicates.requests}, ${duplicates.repeated} of them repeated`,
    `  duplicates          ${duplicates.duplicates}; at most ${duplicates.inFlight}, the requests in flight at kills, and ${duplicates.late} late responses`,
    `  drained             ${seconds(rest.drainMs)} after the last kill`,
    `  took                ${seconds(rest.runMs)}`,
    ...(rest.violations.length === 0 ? ['  violated            nothing'] : violated(rest.violations, victims)),
  ];
  return `\n${lines.join('\n')}\n\n`;
}

const seconds = (ms: number): string => `${(ms / 1_000).toFixed(1)} s`;

/** Violations, with the times of the kills. */
function violated(violations: readonly string[], victims: readonly Victim[]): string[] {
  const kills = victims.flatMap((victim) => victim.kills).toSorted((a, b) => a.struckAt - b.struckAt);
  return [
    ...kills.map(({ victim, struckAt, overAt }) => `  ${clock(struckAt)} – ${clock(overAt)}  ${victim}`),
    ...violations.map((violation) => `  VIOLATED  ${violation}`),
  ];
}
