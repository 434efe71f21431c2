import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { jobId } from '@postrider/contracts';
import { openQueue, workerConnection } from '@postrider/queue';
import { newId, Receiver, waitUntil } from '@postrider/testing';

import { onlyDelivery } from '../support/api.js';
import { operatorPassword, type Postrider, startPostrider } from '../support/postrider.js';
import { patienceMs } from '../support/patience.js';

const type = 'budget.exceeded';

let postrider: Postrider;
let receiver: Receiver;

beforeAll(async () => {
  [postrider, receiver] = await Promise.all([startPostrider({ dispatchers: 0 }), Receiver.start()]);
  await postrider.manage.createEndpoint({ url: receiver.url('/healthy'), event_types: [type] });
});

afterAll(async () => {
  await Promise.all([postrider.end(), receiver.stop()]);
});

interface FailedJob {
  readonly id: string;
  readonly failedReason: string;
}

/** The failed jobs of the queue `deliver`, as Bull Board shows them to the operator. */
async function failedJobs(): Promise<FailedJob[]> {
  const authorization = `Basic ${Buffer.from(`operator:${operatorPassword}`).toString('base64')}`;
  const query = 'activeQueue=deliver&status=failed&page=1&jobsPerPage=20';
  const response = await fetch(`${postrider.url}/queues/api/queues?${query}`, { headers: { authorization } });
  const { queues } = (await response.json()) as { queues: { name: string; jobs: FailedJob[] }[] };
  return queues.find(({ name }) => name === 'deliver')?.jobs ?? [];
}

describe('jobs that can never work', () => {
  it('end in the failed set with the reason, while other jobs go on', async () => {
    const missing = { delivery_id: newId('delivery'), endpoint_id: newId('endpoint'), attempt: 1 };
    const unreadable = [{ delivery_id: 'no id', attempt: 1 }, { attempt: 'first' }, 'no object', null];
    await addToDeliver([missing, ...unreadable]);
    const ids = [];
    for (let n = 0; n < 20; n++) ids.push(onlyDelivery(await postrider.project.publish(type)));
    const dispatcher = await postrider.addDispatcher();
    const { pid } = dispatcher.process;

    for (const id of ids) expect(await postrider.manage.completed(id)).toMatchObject({ status: 'delivered' });
    const failed = await waitUntil(async () => allFailed(await failedJobs(), 1 + unreadable.length), {
      what: 'all of them to have failed',
      timeoutMs: patienceMs,
    });
    const reasonOf = new Map(failed.map((job) => [job.id, job.failedReason]));
    expect(reasonOf.get(jobId(missing))).toBe(`there is no delivery ${missing.delivery_id}`);
    const reasons = unreadable.map((_, n) => reasonOf.get(`unreadable-${n}`));
    for (const reason of reasons) expect(reason).toMatch(/^unreadable job: /);
    expect(dispatcher.process.pid).toBe(pid);
    expect(receiver.requestsTo('/healthy')).toHaveLength(ids.length);
  });
});

const allFailed = (jobs: FailedJob[], count: number): FailedJob[] | undefined =>
  jobs.length === count ? jobs : undefined;

/** Puts jobs in front of the others; only the first of them has the shape that Postrider gives to its own. */
async function addToDeliver(jobs: readonly unknown[]): Promise<void> {
  const { REDIS_URL = '', POSTRIDER_REDIS_PREFIX = '' } = postrider.env;
  const redis = workerConnection(REDIS_URL, 'e2e');
  const queue = openQueue('deliver', redis, POSTRIDER_REDIS_PREFIX);
  const [own, ...others] = jobs;
  await queue.add('attempt', own as never, { jobId: jobId(own as never) });
  for (const [n, data] of others.entries()) await queue.add('attempt', data as never, { jobId: `unreadable-${n}` });
  await queue.close();
  redis.disconnect();
}
