import { describe, expect, it } from '@jest/globals';
import { MissingDelivery } from '../attempt/attempts.js';
import type { AttemptResult } from './attempt-slots.js';
import { endOf } from './job-end.js';

const attempt = { delivery_id: 'whd_1', endpoint_id: 'whe_1', attempt: 1 };
const end = (results: AttemptResult[], run = 1): ReturnType<typeof endOf> =>
  endOf(
    results.map((result) => ({ attempt, result })),
    run,
  );
const missing = { error: new MissingDelivery('there is no delivery whd_1') };
const fault = { error: new Error('Postgres is away') };

describe('a run of a job', () => {
  it.each<[string, AttemptResult[], object]>([
    ['completes when all attempts are recorded or parked', ['done', 'deferred'], { outcome: 'completed' }],
    ['completes when none of its attempts are its own', [], { outcome: 'completed' }],
    ['writes nothing once another worker has the job', ['done', 'lost', fault], { outcome: 'lost' }],
    ['is requeued after a fault of ours, even beside a missing delivery', [missing, fault], { outcome: 'requeued' }],
    ['is requeued at once when the process stops', ['done', 'not_started'], { outcome: 'requeued', pauseMs: 0 }],
    ['fails when a delivery is missing', ['done', missing], { outcome: 'failed', error: { message: /whd_1/ } }],
  ])('%s', (_, results, expected) => {
    const { error, ...rest } = expected as { error?: { message: RegExp } };
    const actual = end(results);
    expect(actual).toMatchObject(rest);
    if (error) expect(actual).toHaveProperty('error.message', expect.stringMatching(error.message));
  });

  it('is requeued with a pause that doubles with each run, up to a minute', () => {
    const pauses = [1, 2, 3, 20].map((run) => end([fault], run));
    expect(pauses.map((each) => 'pauseMs' in each && each.pauseMs)).toEqual([1_000, 2_000, 4_000, 60_000]);
  });
});
