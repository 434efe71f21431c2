import { describe, expect, it } from '@jest/globals';
import { ByteBudget } from './byte-budget.js';

const refusal = expect.objectContaining({
  status: 503,
  code: 'service_unavailable',
  headers: { 'retry-after': '1' },
}) as unknown as Error;

const ownRefusal = expect.objectContaining({
  status: 429,
  code: 'publish_limited',
  headers: { 'retry-after': '1' },
}) as unknown as Error;

const budgetOf = (bytes: number, share = 1): ByteBudget => new ByteBudget(bytes, share);

describe('a byte budget', () => {
  it('refuses calls at capacity, with the limit and Retry-After', () => {
    const budget = budgetOf(100);
    budget.acquire('a', 60);
    budget.acquire('b', 40);
    expect(() => budget.acquire('c', 1)).toThrow(refusal);
    expect(() => budget.acquire('c', 1)).toThrow('limit 100 bytes');
  });

  it('counts a released call once, and a refused call not at all', () => {
    const budget = budgetOf(100);
    const [first, second] = [budget.acquire('a', 50), budget.acquire('b', 50)];
    expect(() => budget.acquire('c', 50)).toThrow(refusal);
    first.release();
    first.release();
    expect(() => budget.acquire('c', 51)).toThrow(refusal);
    budget.acquire('c', 50);
    second.release();
    budget.acquire('d', 50);
    expect(() => budget.acquire('e', 1)).toThrow(refusal);
  });

  it('accepts a call that is larger than the budget while no other is in progress', () => {
    const budget = budgetOf(100);
    const large = budget.acquire('a', 101);
    expect(() => budget.acquire('b', 1)).toThrow(refusal);
    large.release();
    budget.acquire('b', 1);
    expect(() => budget.acquire('a', 101)).toThrow(refusal);
  });

  it('counts the new size of a resized call, even when it exceeds the budget', () => {
    const budget = budgetOf(100);
    const call = budget.acquire('a', 10);
    call.resize(150);
    expect(() => budget.acquire('b', 1)).toThrow(refusal);
    call.resize(20);
    budget.acquire('b', 80);
  });
});

describe('one organization', () => {
  it('is refused beyond its share while others are not', () => {
    const budget = budgetOf(100, 0.5);
    const permit = budget.acquire('a', 50);
    expect(() => budget.acquire('a', 1)).toThrow('for this organization');
    budget.acquire('b', 50);
    permit.release();
    budget.acquire('a', 50);
  });

  it('may have one call in progress that is larger than its share', () => {
    const budget = budgetOf(100, 0.5);
    budget.acquire('a', 80);
    expect(() => budget.acquire('a', 1)).toThrow(ownRefusal);
    budget.acquire('b', 20);
  });
});
