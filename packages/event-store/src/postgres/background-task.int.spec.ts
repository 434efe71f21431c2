import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { BackgroundTask } from './background-task.js';
import { openDatabase, type TestDatabase } from './database.fixture.spec.js';

const name = 'some-task';
const pauseMs = 60_000;

let test: TestDatabase;
/** As two processes have it. */
let ours: BackgroundTask<string>;
let theirs: BackgroundTask<string>;
beforeAll(async () => {
  test = await openDatabase();
  [ours, theirs] = [open(), open()];
});
afterAll(() => test.close());
beforeEach(() => test.database.query('DELETE FROM background_tasks'));

const open = (): BackgroundTask<string> => new BackgroundTask(test.database, { name, longestPauseMs: pauseMs });

/** So much later for the database. */
const later = (ms: number) =>
  test.database.query(`UPDATE background_tasks SET due_at = due_at - $1 * interval '1 ms'`, [ms]);

async function claimed(task: BackgroundTask<string>) {
  const { step } = await task.claim();
  if (!step) throw new Error('the step was not free');
  return step;
}

it('a step is done by one process, and the next one goes on where it stopped', async () => {
  const first = await claimed(ours);
  expect(first.position).toBeNull();
  expect((await theirs.claim()).step).toBeUndefined();
  await ours.finish(first, { position: 'a', pauseMs: 0 });
  expect((await claimed(theirs)).position).toBe('a');
});

it('the pause after a step holds for all processes', async () => {
  await ours.finish(await claimed(ours), { position: 'a', pauseMs });
  expect((await ours.claim()).step).toBeUndefined();
  expect((await theirs.claim()).step).toBeUndefined();
  await later(pauseMs);
  expect((await claimed(theirs)).position).toBe('a');
});

it('a step whose process has stopped is taken over after the lease, and its late end changes nothing', async () => {
  const frozen = await claimed(ours);
  await later(5_000);
  const taken = await claimed(theirs);
  await theirs.finish(taken, { position: 'b', pauseMs: 0 });
  await ours.finish(frozen, { position: 'a', pauseMs });
  await ours.release(frozen, pauseMs);
  expect((await claimed(theirs)).position).toBe('b');
});

it('a step that failed is given back with the position that it had', async () => {
  await ours.finish(await claimed(ours), { position: 'a', pauseMs: 0 });
  await ours.release(await claimed(ours), 0);
  expect((await claimed(theirs)).position).toBe('a');
});

it('every process sees when a step last succeeded', async () => {
  expect((await ours.claim()).succeededMsAgo).toBeUndefined();
  expect((await theirs.claim()).succeededMsAgo).toBeUndefined();
  await later(5_000);
  await ours.finish(await claimed(ours), { position: null, pauseMs });
  const { step, succeededMsAgo } = await theirs.claim();
  expect(step).toBeUndefined();
  expect(succeededMsAgo).toBeGreaterThanOrEqual(0);
  expect(succeededMsAgo).toBeLessThan(60_000);
});

it('a clock that was set back does not stop the task', async () => {
  await ours.finish(await claimed(ours), { position: 'a', pauseMs });
  await later(-5_000);
  expect((await claimed(ours)).position).toBe('a');
});
