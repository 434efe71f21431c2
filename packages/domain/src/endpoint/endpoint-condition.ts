import type { EndpointCondition } from '@postrider/contracts';

/** From when on an endpoint is degraded. */
export interface DegradedPolicy {
  /** Of first attempts that failed. */
  share: number;
  minAttempts: number;
}

interface Observed {
  active: boolean;
  /** Since when every attempt has failed; null if the last one succeeded. */
  failingSince: Date | null;
  now: Date;
  /** First attempts of deliveries, lately. */
  firstAttempts: { attempts: number; failed: number };
}

/** The state of an endpoint as people see it: whether it is active, and how its attempts end. */
export function conditionOf(observed: Observed, policy: DegradedPolicy): EndpointCondition {
  if (!observed.active) return 'inactive';
  if (isFailing(observed)) return 'failing';
  return isDegraded(observed.firstAttempts, policy) ? 'degraded' : 'active';
}

/** One failed attempt of an endpoint that works is no outage: its retry follows within seconds. */
const outageMs = 60_000;

const isFailing = ({ failingSince, now, firstAttempts }: Observed): boolean =>
  failingSince !== null &&
  (now.getTime() - failingSince.getTime() >= outageMs || firstAttempts.failed === firstAttempts.attempts);

/** Whether so many of the first attempts failed that the endpoint is degraded. */
export const isDegraded = (
  { attempts, failed }: Observed['firstAttempts'],
  { share, minAttempts }: DegradedPolicy,
): boolean => failed > 0 && attempts >= minAttempts && failed >= share * attempts;
