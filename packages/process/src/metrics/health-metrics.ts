import type { Metrics } from './metrics.js';

export interface Health {
  isReady: boolean;
  /** The state of each check. */
  states: Readonly<Record<string, string>>;
}

/** All states of each check; the first one is good. */
export type HealthStates = Readonly<Record<string, readonly string[]>>;

/** Shows readiness, and the state of each of its checks, as of the last completed check. */
export function healthMetrics(metrics: Metrics, all: HealthStates, check: () => Promise<Health>): void {
  let last: Health | undefined;
  metrics.refreshing(async () => {
    last = await check();
  });
  metrics.gauge({ name: 'postrider_ready', help: '1 if /health/ready responds 200, else 0.' }, () =>
    last ? Number(last.isReady) : undefined,
  );
  metrics.gauge(
    {
      name: 'postrider_health_state',
      help: 'The state of each check of /health/ready: 1 for the current state, 0 for all others.',
      labels: ['check', 'state'],
    },
    () => {
      const { states = {} } = last ?? {};
      return Object.entries(all).flatMap(([name, known]) =>
        known.map((state) => [{ check: name, state }, last ? Number(states[name] === state) : undefined] as const),
      );
    },
  );
}
