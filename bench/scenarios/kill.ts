import { clock } from '../lib/figures.ts';
import { connections } from './ceiling.ts';
import { type } from './end-to-end.ts';
import type { Scenario } from './scenario.ts';

const rate = 1_000;

/** One of two dispatchers is killed under load: the time until all its deliveries are completed by the other. */
export const kill: Scenario = {
  needs: [],
  run: ({ quick, withWorld }) =>
    withWorld({ dispatchers: 2, repeatsDeliveries: true }, async (world) => {
      const events = rate * (quick ? 1 : 6);
      await world.createEndpoint('/all', type);
      const published = world.publish({ types: [type], events, batch: 1, connections, rate });
      await world.receiver.arrived(events / 2, 60_000);
      await world.dispatchers[0]?.kill();
      const killedAt = clock();
      await published;
      return { figures: { 'kill.back_ms': (await world.delivered()) - killedAt } };
    }),
};
