import { describe, expect, it } from '@jest/globals';
import { newId } from './ids.js';
import { AttemptJob, jobId, queueNames, queuePrefix } from './queues.js';

describe('a job', () => {
  const ids = { delivery_id: newId('delivery'), endpoint_id: newId('endpoint') };

  it('holds the ids of a delivery and its endpoint, and the number of an attempt', () => {
    const job = { ...ids, attempt: 3 };
    expect(AttemptJob.parse(job)).toEqual(job);
  });

  it.each([
    ['an id of another kind', { ...ids, delivery_id: newId('event'), attempt: 1 }],
    ['no id', { attempt: 1 }],
    ['no endpoint', { delivery_id: newId('delivery'), attempt: 1 }],
    ['attempt 0', { ...ids, attempt: 0 }],
    ['half an attempt', { ...ids, attempt: 1.5 }],
    ['a number as text', { ...ids, attempt: '1' }],
    ['more than ids: a payload has no business in Redis', { ...ids, attempt: 1, payload: '{}' }],
    ['nothing', null],
  ])('with %s is unreadable', (_, job) => {
    expect(AttemptJob.safeParse(job).success).toBe(false);
  });

  it('has one id per attempt of a delivery', () => {
    const [first, second] = [newId('delivery'), newId('delivery')];
    const ids = [
      jobId({ delivery_id: first, attempt: 1 }),
      jobId({ delivery_id: first, attempt: 2 }),
      jobId({ delivery_id: second, attempt: 1 }),
    ];
    expect(new Set(ids).size).toBe(3);
    expect(jobId({ delivery_id: first, attempt: 1 })).toBe(ids[0]);
  });

  it('has an id that BullMQ takes: no colon, and not a mere number', () => {
    expect(jobId({ delivery_id: newId('delivery'), attempt: 12 })).toMatch(/^whd_[0-9a-z]+-12$/);
  });
});

describe('the queues', () => {
  it('keep fresh deliveries, retries and replays apart', () => {
    expect(queueNames).toEqual(['deliver', 'retry', 'replay']);
  });

  it('each keep their keys in one slot of a Redis cluster', () => {
    expect(queuePrefix('postrider', 'retry')).toBe('{postrider-retry}');
  });
});
