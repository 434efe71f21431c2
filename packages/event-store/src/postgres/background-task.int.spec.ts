import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { BackgroundTask } from './background-task.js';
import { openDatabase, type TestDatabase } from './database.fixture.spec.js';

const name = 'some-task';
const pauseMs = 60_000;

let test: TestDatabase;
/** The task in two processes. */
let ours: BackgroundTask<string>;
let theirs: BackgroundTask<string>;
beforeAll(async () => {
  test = await openDatabase();
  [ours, theirs] = [open(), open()];
});
afterAll(() => test.close());
beforeEach(() => test.database.query('DELETE FROM background_tasks'));

const open = (): BackgroundTask<string> => new BackgroundTask(test.database, { name, longestPauseMs: pauseMs });

/** Moves the database's times into the past. */
const later = (ms: number) =>
  test.database.query(`UPDATE background_tasks SET due_at = due_at - $1 * interval '1 ms'`, [ms]);

async function claimed(task: BackgroundTask<string>) {
  const { step } = await task.claim();
  if (!step) throw new Error('the step was not free');
  return step;
}

it('one process does a step, and the next step begins at its position', async () => {
  const first = await claimed(ours);
  expect(first.position).toBeNull();
  expect((await theirs.claim()).step).toBeUndefined();
  await ours.finish(first, { position: 'a', pauseMs: 0 });
  expect((await claimed(theirs)).position).toBe('a');
});

it('the pause after a step applies to all processes', async () => {
  await ours.finish(await claimed(ours), { position: 'a', pauseMs });
  expect((await ours.claim()).step).toBeUndefined();
  expect((await theirs.claim()).step).toBeUndefined();
  await later(pauseMs);
  expect((await claimed(theirs)).position).toBe('a');
});

it('another process claims the step of a frozen process after the lease, and the late end changes nothing', async () => {
  const frozen = await claimed(ours);
  await later(5_000);
  const taken = await claimed(theirs);
  await theirs.finish(taken, { position: 'b', pauseMs: 0 });
  await ours.finish(frozen, { position: 'a', pauseMs });
  await ours.release(frozen, pauseMs);
  expect((await claimed(theirs)).position).toBe('b');
});

it('a failed step is released with its position unchanged', async () => {
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

it('the task continues after Postgres’s clock is set back', async () => {
  await ours.finish(await claimed(ours), { position: 'a', pauseMs });
  await later(-5_000);
  expect((await claimed(ours)).position).toBe('a');
});
