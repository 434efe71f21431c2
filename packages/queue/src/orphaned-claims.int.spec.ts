import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { queuePrefix, type AttemptJob } from '@postrider/contracts';
import { newId } from '@postrider/testing';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { JobQueues } from './job-queues.js';
import { OrphanedClaims } from './orphaned-claims.js';
import { redisUrl } from './redis-url.fixture.spec.js';

const queue = 'deliver';
let prefix: string;
let queues: JobQueues;

beforeEach(async () => {
  prefix = `orphans-${randomUUID()}`;
  queues = new JobQueues({ redisUrl: redisUrl(), prefix, jobAttempts: 25 });
  if (queues.redis.status !== 'ready') await once(queues.redis, 'ready');
});
afterEach(() => queues.close());

const attempts = (count: number): AttemptJob[] =>
  Array.from({ length: count }, () => ({ delivery_id: newId('delivery'), endpoint_id: newId('endpoint'), attempt: 1 }));
const claimCount = (): Promise<number> => queues.redis.hlen(`${queuePrefix(prefix, queue)}:batched`);

describe('claims of shared jobs', () => {
  it('are removed when their job was missing for the minimum age', async () => {
    await queues.batched.claim(queue, [{ id: 'never-added', attempts: attempts(3) }]);
    const claims = new OrphanedClaims(queues.redis, prefix, queue, 0);
    expect(await claims.removePage()).toBe(3);
    expect(await claimCount()).toBe(0);
  });

  it('stay while their job may still be added', async () => {
    await queues.batched.claim(queue, [{ id: 'to-be-added', attempts: attempts(3) }]);
    const claims = new OrphanedClaims(queues.redis, prefix, queue, 60_000);
    expect([await claims.removePage(), await claims.removePage()]).toEqual([0, 0]);
    expect(await claimCount()).toBe(3);
  });

  it('stay while their job is unfinished; that of a parked attempt is removed', async () => {
    const [deferred, ...shared] = attempts(4) as [AttemptJob, ...AttemptJob[]];
    await queues.add(shared.map((attempt) => ({ queue, ...attempt })));
    await queues.batched.disown(queue, `${deferred.delivery_id}-1`, deferred);
    expect(await claimCount()).toBe(4);
    const claims = new OrphanedClaims(queues.redis, prefix, queue, 0);
    expect(await claims.removePage()).toBe(1);
    expect(await claimCount()).toBe(3);
  });
});
