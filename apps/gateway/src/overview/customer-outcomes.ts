import type { CountsOfEndpoints } from '@postrider/event-store';
import { knownSum, share } from './series.js';

/** The sums of attempts. What became of deliveries is not counted by endpoint, and so it is unknown. */
export function attemptsOf(counted: readonly Omit<CountsOfEndpoints, 'start'>[]) {
  const sum = (name: 'delivered' | 'failed_attempts'): number =>
    counted.reduce((total, counts) => total + counts[name], 0);
  const [delivered, failed_attempts] = [sum('delivered'), sum('failed_attempts')];
  const first_attempts = knownSum(counted.map((counts) => counts.first_attempts));
  const failed_first_attempts = knownSum(counted.map((counts) => counts.failed_first_attempts));
  return {
    delivered,
    failed: null,
    failed_attempts,
    retried: null,
    success_rate: share(delivered, delivered + failed_attempts),
    delivery_success_rate: null,
    first_attempt_success_rate: share((first_attempts ?? 0) - (failed_first_attempts ?? 0), first_attempts ?? 0),
    first_attempts,
    failed_first_attempts,
  };
}
