import { setTimeout as sleep } from 'node:timers/promises';
import { clock } from '../lib/figures.ts';
import { connections } from './ceiling.ts';
import { endToEndOf, type } from './end-to-end.ts';
import { needed, type Figures, type Scenario } from './scenario.ts';

const mostPerSecond = 1_000;
const sizes = {
  full: { publishSeconds: 20, countMs: 120_000 },
  quick: { publishSeconds: 4, countMs: 10_000 },
};
/** How long missing events are waited for. */
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

      const account = async (): Promise<CrashFigures> => {
        const arrivedAt = await system.receiver.arrivalTimes('all');
        const { requests } = await system.receiver.stats('all');
        return accountOf({ acknowledgedAt, arrivedAt, requests, killedAt });
      };
      await sleep(Math.max(0, killedAt + countMs - clock()));
      let figures = await account();
      while (figures['crash.lost'] > 0 && clock() < killedAt + patienceMs) {
        await sleep(pollMs);
        figures = await account();
      }
      return { figures };
    }),
};

interface Observed {
  /** Times of the acknowledgements, by the numbers of the events; null if refused. */
  acknowledgedAt: readonly (number | null)[];
  /** Times of the first arrivals, likewise. */
  arrivedAt: Readonly<Record<number, number>>;
  requests: number;
  killedAt: number;
}

type CrashFigures = Figures & Record<'crash.lost' | 'crash.repeated' | 'crash.back_ms', number>;

/** Counts what a crash cost. An event that was refused may arrive: its acknowledgement may have been lost. */
export function accountOf({ acknowledgedAt, arrivedAt, requests, killedAt }: Observed): CrashFigures {
  const acknowledged = acknowledgedAt.flatMap((at, n) => (at === null ? [] : [{ at, n }]));
  const returned = acknowledged.flatMap(({ at, n }) => (at < killedAt ? (arrivedAt[n] ?? []) : []));
  return {
    'crash.lost': acknowledged.filter(({ n }) => arrivedAt[n] === undefined).length,
    'crash.repeated': requests - Object.keys(arrivedAt).length,
    'crash.back_ms': returned.reduce((last, at) => Math.max(last, at), killedAt) - killedAt,
  };
}
