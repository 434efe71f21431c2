import { describe, expect, it } from '@jest/globals';
import { newId } from './ids.js';
import {
  attemptsIn,
  AttemptJob,
  batchId,
  jobId,
  JobData,
  queueNames,
  queueOf,
  queuePrefix,
  queueShard,
  shardOf,
} from './queues.js';

describe('a job', () => {
  const ids = { delivery_id: newId('delivery', new Date()), endpoint_id: newId('endpoint', new Date()) };

  it('holds the ids of a delivery and its endpoint, and the number of an attempt', () => {
    const job = { ...ids, attempt: 3 };
    expect(AttemptJob.parse(job)).toEqual(job);
  });

  it.each([
    ['an id of another kind', { ...ids, delivery_id: newId('event', new Date()), attempt: 1 }],
    ['no id', { attempt: 1 }],
    ['no endpoint', { delivery_id: newId('delivery', new Date()), attempt: 1 }],
    ['attempt 0', { ...ids, attempt: 0 }],
    ['half an attempt', { ...ids, attempt: 1.5 }],
    ['a number as text', { ...ids, attempt: '1' }],
    ['more than ids: a payload has no business in Redis', { ...ids, attempt: 1, payload: '{}' }],
    ['nothing', null],
  ])('with %s is unreadable', (_, job) => {
    expect(AttemptJob.safeParse(job).success).toBe(false);
  });

  it('has one id per attempt of a delivery', () => {
    const [first, second] = [newId('delivery', new Date()), newId('delivery', new Date())];
    const ids = [
      jobId({ delivery_id: first, attempt: 1 }),
      jobId({ delivery_id: first, attempt: 2 }),
      jobId({ delivery_id: second, attempt: 1 }),
    ];
    expect(new Set(ids).size).toBe(3);
    expect(jobId({ delivery_id: first, attempt: 1 })).toBe(ids[0]);
  });

  it('has an id that BullMQ takes: no colon, and not a mere number', () => {
    expect(jobId({ delivery_id: newId('delivery', new Date()), attempt: 12 })).toMatch(/^whd_[0-9a-z]+-12$/);
  });
});

describe('a job of several attempts', () => {
  const attempts = Array.from({ length: 3 }, () => ({
    delivery_id: newId('delivery', new Date()),
    endpoint_id: newId('endpoint', new Date()),
    attempt: 1,
  }));

  it('holds each as a job of its own would', () => {
    expect(JobData.parse({ attempts })).toEqual({ attempts });
    for (const attempt of attempts) expect(JobData.parse(attempt)).toEqual(attempt);
  });

  it.each([
    ['without one', { attempts: [] }],
    ['with one that is unreadable', { attempts: [...attempts, { attempt: 1 }] }],
    ['with more than ids', { attempts, payload: '{}' }],
  ])('%s is unreadable', (_, job) => {
    expect(JobData.safeParse(job).success).toBe(false);
  });

  it('tells by its id how many they are, and shares it with no other', () => {
    expect(attemptsIn(batchId(attempts))).toBe(3);
    expect(batchId(attempts)).not.toBe(batchId(attempts));
    for (const attempt of attempts) {
      expect(attemptsIn(jobId(attempt))).toBe(1);
    }
    expect(batchId(attempts)).toMatch(/^batch-3-[0-9a-z]+$/);
  });
});

describe('the queues', () => {
  it('keep fresh deliveries, retries and replays apart', () => {
    expect(queueNames).toEqual(['deliver', 'retry', 'replay']);
  });

  it('have a shard for each endpoint, evenly and forever the same', () => {
    expect(shardOf('retry', newId('endpoint', new Date()), 1)).toBe('retry');
    expect(shardOf('deliver', 'whe_01m8kmxs83efv8qyxpep4jzyk3', 4)).toBe('deliver-2');
    const shards = Array.from({ length: 1_000 }, () => shardOf('deliver', newId('endpoint', new Date()), 4));
    const sizes = [...Map.groupBy(shards, (shard) => shard)].map(([shard, { length }]) => [
      queueOf(shard),
      length > 150,
    ]);
    expect(sizes).toEqual(Array.from({ length: 4 }, () => ['deliver', true]));
  });

  it('each keep their keys in one slot of a Redis cluster', () => {
    expect(queuePrefix('postrider', 'retry')).toBe('{postrider-retry}');
    expect(queuePrefix('postrider', queueShard('retry', 3))).toBe('{postrider-retry-3}');
  });
});
