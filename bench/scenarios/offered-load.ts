import { round } from '../lib/figures.ts';
import { type } from './end-to-end.ts';
import { latencyAt } from './latency.ts';
import { needed, type Scenario, type Series } from './scenario.ts';

/** Ratios to `end_to_end.per_s`. */
const shares = { full: [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1, 1.1], quick: [0.2, 0.5] };

/** Measures throughput and latency against offered load, for a plot. */
export const offeredLoad: Scenario = {
  needs: ['end_to_end'],
  anyTarget: true,
  run: (context) =>
    context.withSystem({}, async (system) => {
      const most = needed(context, 'end_to_end.per_s');
      const seconds = context.quick ? 1 : 5;
      await system.createEndpoint('/all', type);
      await latencyAt(system, { rate: most / 4, seconds });
      const points: Series[string] = [];
      for (const share of context.quick ? shares.quick : shares.full) {
        const { p50, p99, perSecond } = await latencyAt(system, { rate: share * most, seconds });
        points.push({
          offered_per_s: round(share * most),
          delivered_per_s: round(perSecond),
          p50_ms: round(p50, 1),
          p99_ms: round(p99, 1),
        });
      }
      return { figures: {}, series: { offered_load: points } };
    }),
};
