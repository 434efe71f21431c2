import { Child } from '../lib/child.ts';
import { round } from '../lib/figures.ts';
import { eventBody, LoadGenerator } from '../lib/load-generator.ts';
import { ReceiverProcess } from '../lib/receiver-process.ts';
import type { Figures, Scenario } from './scenario.ts';

/** Requests under way at once, for both ceilings and for publishing. */
export const connections = 64;

/** What the two HTTP libraries can do here by themselves: every other figure is a share of one of these. */
export const ceiling: Scenario = {
  needs: [],
  run: async ({ quick }) => ({
    ...(await signedPost(quick ? 2_000 : 60_000)),
    ...(await httpAccept(quick ? 2_000 : 100_000)),
  }),
};

async function signedPost(requests: number): Promise<Figures> {
  const [receiver, sender] = [
    await ReceiverProcess.start(),
    new Child(new URL('../lib/signed-post.ts', import.meta.url)),
  ];
  try {
    const run = { url: `${receiver.url}/ceiling`, concurrency: connections, body: eventBody(0) };
    await sender.ask({ ...run, requests: requests / 10 });
    const { perSecond } = await sender.ask<{ perSecond: number }>({ ...run, requests });
    return { 'ceiling.signed_post_per_s': round(perSecond) };
  } finally {
    await Promise.all([receiver.stop(), sender.stop()]);
  }
}

async function httpAccept(events: number): Promise<Figures> {
  const server = new Child(new URL('../lib/http-accept.ts', import.meta.url));
  const load = new LoadGenerator();
  try {
    const { url } = await server.ask<{ url: string }>({});
    const target = { kind: 'postrider', url, secrets: {} } as const;
    const run = { target, types: ['budget.exceeded'], batch: 1, connections };
    await load.run({ ...run, events: events / 10 });
    const { perSecond } = await load.run({ ...run, events });
    return { 'ceiling.http_accept_per_s': round(perSecond) };
  } finally {
    await Promise.all([server.stop(), load.stop()]);
  }
}
