import { describe, expect, it } from '@jest/globals';
import { ByteBudget } from './byte-budget.js';

const refusal = { status: 503, code: 'service_unavailable', headers: { 'retry-after': '1' } };
const nothing = (): Promise<void> => Promise.resolve();

describe('a budget of bytes', () => {
  it('takes calls until it is used up, refuses the next with the time to try again, and does nothing for it', async () => {
    const budget = new ByteBudget(100);
    const answer = Promise.withResolvers<string>();
    const held = [budget.hold(60, () => answer.promise), budget.hold(40, () => answer.promise)];
    let isDone = false;
    const refused = budget.hold(1, () => {
      isDone = true;
      return nothing();
    });
    await expect(refused).rejects.toMatchObject(refusal);
    expect(isDone).toBe(false);
    answer.resolve('published');
    expect(await Promise.all(held)).toEqual(['published', 'published']);
  });

  it('has room again for what was answered, well or not, but none for what was refused', async () => {
    const budget = new ByteBudget(100);
    const [first, second] = [Promise.withResolvers<undefined>(), Promise.withResolvers<undefined>()];
    const failing = budget.hold(50, () => first.promise);
    const succeeding = budget.hold(50, () => second.promise);
    await expect(budget.hold(50, nothing)).rejects.toMatchObject(refusal);

    first.reject(new Error('the database is away'));
    await expect(failing).rejects.toThrow('the database is away');
    await expect(budget.hold(51, nothing)).rejects.toMatchObject(refusal);
    await budget.hold(50, nothing);
    second.resolve(undefined);
    await succeeding;
    await Promise.all([budget.hold(50, nothing), budget.hold(50, nothing)]);
  });

  it('takes a call that is larger than it, but only alone', async () => {
    const budget = new ByteBudget(100);
    const answer = Promise.withResolvers<undefined>();
    const large = budget.hold(101, () => answer.promise);
    await expect(budget.hold(1, nothing)).rejects.toMatchObject(refusal);
    answer.resolve(undefined);
    await large;
    const small = Promise.withResolvers<undefined>();
    const held = budget.hold(1, () => small.promise);
    await expect(budget.hold(101, nothing)).rejects.toMatchObject(refusal);
    small.resolve(undefined);
    await held;
  });
});
