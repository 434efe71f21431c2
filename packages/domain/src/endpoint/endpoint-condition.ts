import type { EndpointCondition } from '@postrider/contracts';

/** From when on an endpoint is degraded. */
export interface DegradedPolicy {
  /** Of first attempts that failed. */
  share: number;
  minAttempts: number;
}

interface Observed {
  active: boolean;
  isFailing: boolean;
  /** First attempts of deliveries, lately. */
  firstAttempts: { attempts: number; failed: number };
}

/** The state of an endpoint as people see it: whether it is active, and how its attempts end. */
export function conditionOf({ active, isFailing, firstAttempts }: Observed, policy: DegradedPolicy): EndpointCondition {
  if (!active) return 'inactive';
  if (isFailing) return 'failing';
  return isDegraded(firstAttempts, policy) ? 'degraded' : 'active';
}

const isDegraded = ({ attempts, failed }: Observed['firstAttempts'], { share, minAttempts }: DegradedPolicy): boolean =>
  failed > 0 && attempts >= minAttempts && failed >= share * attempts;
