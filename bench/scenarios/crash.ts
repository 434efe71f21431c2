import { setTimeout as sleep } from 'node:timers/promises';
import { clock } from '../lib/figures.ts';
import { connections } from './ceiling.ts';
import { endToEndOf, type } from './end-to-end.ts';
import { needed, type Scenario } from './scenario.ts';

const mostPerSecond = 1_000;
const sizes = {
  full: { publishSeconds: 20, countMs: 120_000 },
  quick: { publishSeconds: 4, countMs: 10_000 },
};
/** How long lost events are waited for. */
const patienceMs = 300_000;
const pollMs = 250;

/**
 * All processes are killed with SIGKILL while events are published, and started again. The servers go on. Arrivals are
 * counted for two minutes, since work that was in progress may first have to time out.
 */
export const crash: Scenario = {
  needs: ['end_to_end'],
  anyTarget: true,
  needsProcesses: true,
  needsRestart: true,
  run: (context) =>
    context.withSystem({ unchecked: true }, async (system) => {
      const { publishSeconds, countMs } = sizes[context.quick ? 'quick' : 'full'];
      const rate = Math.ceil(Math.min(mostPerSecond, needed(context, 'end_to_end.per_s') / 2));
      await system.createEndpoint('/all', type);
      await endToEndOf(system, rate);
      await system.receiver.reset();

      const run = { types: [type], events: rate * publishSeconds, batch: 1, connections, rate };
      const publishing = system.publish({ ...run, mayRefuse: true });
      await sleep((publishSeconds / 2) * 1_000);
      const killedAt = clock();
      await system.crash();
      const { acknowledgedAt } = await publishing;
      const acknowledged = acknowledgedAt.flatMap((at, n) => (at === null ? [] : [{ at, n }]));

      const arrivals = () => system.receiver.arrivalTimes('all');
      const missing = (arrived: Record<number, number>) => acknowledged.filter(({ n }) => arrived[n] === undefined);
      while (
        clock() < killedAt + countMs ||
        (clock() < killedAt + patienceMs && missing(await arrivals()).length > 0)
      ) {
        await sleep(pollMs);
      }
      const arrived = await arrivals();
      const { requests } = await system.receiver.stats('all');
      const returned = acknowledged.flatMap(({ at, n }) => (at < killedAt ? (arrived[n] ?? []) : []));
      return {
        figures: {
          'crash.lost': missing(arrived).length,
          'crash.repeated': requests - Object.keys(arrived).length,
          'crash.back_ms': Math.max(killedAt, ...returned) - killedAt,
        },
      };
    }),
};
