import { cpuByProcess, used } from '../profile/process-cpu.ts';
import { percentile } from '../lib/figures.ts';
import { connections } from './ceiling.ts';
import { type } from './end-to-end.ts';
import type { Scenario } from './scenario.ts';

const rate = 50;
const warmUpEvents = 200;
/** Their CPU time grows with the number of events, but is not Postrider's. */
const ofTheBench = ['load generator', 'receiver', 'PostgreSQL, bench'];

/** Events that come one at a time to a Postrider that has just started. Linux only. */
export const lone: Scenario = {
  needs: [],
  run: ({ quick, withWorld }) =>
    withWorld({}, async (world) => {
      const events = rate * (quick ? 2 : 20);
      await world.createEndpoint('/all', type);
      const publish = (count: number) => world.publish({ types: [type], events: count, batch: 1, connections, rate });
      await publish(warmUpEvents);
      await world.delivered();
      await world.receiver.reset();
      const before = await cpuByProcess(world);
      const { acknowledgedAt } = await publish(events);
      await world.delivered();
      const cpu = [...used(before, await cpuByProcess(world))].filter(([name]) => !ofTheBench.includes(name));
      const { p50, p99 } = await world.receiver.stats('all');
      const arrivals = await world.receiver.arrivalTimes('all');
      const sinceAck = acknowledgedAt.map((at, n) => (arrivals[n] ?? NaN) - (at ?? NaN)).toSorted((a, b) => a - b);
      return {
        figures: {
          'lone.p50_ms': p50,
          'lone.p99_ms': p99,
          'lone.cpu_ms': cpu.reduce((sum, [, us]) => sum + us, 0) / 1_000 / events,
          'ack_to_arrival.p50_ms': percentile(sinceAck, 0.5),
        },
      };
    }),
};
