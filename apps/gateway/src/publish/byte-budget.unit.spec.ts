import { describe, expect, it } from '@jest/globals';
import { ByteBudget } from './byte-budget.js';

const refusal = expect.objectContaining({
  status: 503,
  code: 'service_unavailable',
  headers: { 'retry-after': '1' },
}) as unknown as Error;

const budgetOf = (bytes: number, share = 1): ByteBudget => new ByteBudget(bytes, share);

describe('a budget of bytes', () => {
  it('takes calls until it is used up, and refuses the next with the limit and the time to try again', () => {
    const budget = budgetOf(100);
    budget.take('a', 60);
    budget.take('b', 40);
    expect(() => budget.take('c', 1)).toThrow(refusal);
    expect(() => budget.take('c', 1)).toThrow('limit 100 bytes');
  });

  it('has room again for what was released, once, but none for what was refused', () => {
    const budget = budgetOf(100);
    const [first, second] = [budget.take('a', 50), budget.take('b', 50)];
    expect(() => budget.take('c', 50)).toThrow(refusal);
    first.release();
    first.release();
    expect(() => budget.take('c', 51)).toThrow(refusal);
    budget.take('c', 50);
    second.release();
    budget.take('d', 50);
    expect(() => budget.take('e', 1)).toThrow(refusal);
  });

  it('takes a call that is larger than it, but only alone', () => {
    const budget = budgetOf(100);
    const large = budget.take('a', 101);
    expect(() => budget.take('b', 1)).toThrow(refusal);
    large.release();
    budget.take('b', 1);
    expect(() => budget.take('a', 101)).toThrow(refusal);
  });

  it('counts what a call holds now, also where its response is larger than what is free', () => {
    const budget = budgetOf(100);
    const call = budget.take('a', 10);
    call.resize(150);
    expect(() => budget.take('b', 1)).toThrow(refusal);
    call.resize(20);
    budget.take('b', 80);
  });
});

describe('one organization', () => {
  it('fills its share, and others still have theirs', () => {
    const budget = budgetOf(100, 0.5);
    const held = budget.take('a', 50);
    expect(() => budget.take('a', 1)).toThrow('for this organization');
    budget.take('b', 50);
    held.release();
    budget.take('a', 50);
  });

  it('may make one call that is larger than its share', () => {
    const budget = budgetOf(100, 0.5);
    budget.take('a', 80);
    expect(() => budget.take('a', 1)).toThrow(refusal);
    budget.take('b', 20);
  });
});
