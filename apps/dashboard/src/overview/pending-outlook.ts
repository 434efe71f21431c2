import type { Overview } from '@postrider/contracts';
import { duration } from '../parts/format.js';
import { t } from '../texts/texts.js';
import { number } from './rates.js';

type Pending = Pick<Overview, 'pending' | 'pending_flow'>;

/** What becomes of the pending deliveries, at the rate of the last minutes; undefined if it is unknown. */
export function pendingOutlook({ pending, pending_flow: flow }: Pending): string | undefined {
  if (pending === 0) return t(($) => $.overview.figures.nonePending);
  if (flow === null) return undefined;
  if (flow.seconds_until_empty !== null) {
    return t(($) => $.overview.figures.emptyIn, { time: duration(flow.seconds_until_empty * 1000) });
  }
  const more = flow.created_per_minute - flow.completed_per_minute;
  if (more === 0) return t(($) => $.overview.figures.steady);
  const rate = number(Math.abs(more));
  return more > 0 ? t(($) => $.overview.figures.growing, { rate }) : t(($) => $.overview.figures.shrinking, { rate });
}
