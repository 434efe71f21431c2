import { Child } from '../lib/child.ts';
import { eventBody, LoadGenerator } from '../lib/load-generator.ts';
import { ReceiverProcess } from '../lib/receiver-process.ts';
import type { Scenario } from './scenario.ts';

/** Concurrent requests, for both ceilings and for publishing. */
export const connections = 64;

/** The speed of the two HTTP libraries alone. The ratios of other figures refer to it. */
export const ceiling: Scenario = {
  needs: [],
  anyTarget: true,
  withoutPostrider: true,
  run: async ({ quick }) => ({
    figures: {
      'ceiling.signed_post_per_s': await signedPost(quick ? 2_000 : 50_000),
      'ceiling.http_accept_per_s': await httpAccept(quick ? 2_000 : 80_000),
    },
  }),
};

async function signedPost(requests: number): Promise<number> {
  const [receiver, sender] = [
    await ReceiverProcess.start(),
    new Child(new URL('../lib/signed-post.ts', import.meta.url)),
  ];
  try {
    const run = { url: `${receiver.url}/ceiling`, concurrency: connections, body: eventBody(0) };
    await sender.ask({ ...run, requests: requests / 10 });
    const { perSecond } = await sender.ask<{ perSecond: number }>({ ...run, requests });
    return perSecond;
  } finally {
    await Promise.all([receiver.stop(), sender.stop()]);
  }
}

async function httpAccept(events: number): Promise<number> {
  const server = new Child(new URL('../lib/http-accept.ts', import.meta.url));
  const load = new LoadGenerator();
  try {
    const { url } = await server.ask<{ url: string }>({});
    const target = { kind: 'postrider', url, secrets: {} } as const;
    const run = { target, types: ['budget.exceeded'], batch: 1, connections };
    await load.run({ ...run, events: events / 10 });
    const { perSecond } = await load.run({ ...run, events });
    return perSecond;
  } finally {
    await Promise.all([server.stop(), load.stop()]);
  }
}
