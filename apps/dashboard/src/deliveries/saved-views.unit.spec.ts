import { describe, expect, it } from '@jest/globals';
import { canSave, isSame, savedViewsOf, withView } from './saved-views.js';

const failed = { name: 'Failed', filters: { status: 'failed' as const } };
const slow = { name: 'Timeouts', filters: { failure_reason: 'timeout' as const, min_attempts: 2 } };

describe('saved views', () => {
  it('are read as they were stored, without invalid ones', () => {
    expect(savedViewsOf([failed, slow])).toEqual([failed, slow]);
    expect(savedViewsOf([failed, null, 7, { name: '', filters: failed.filters }, { name: 'x' }])).toEqual([failed]);
    expect(savedViewsOf([{ name: 'Lost', filters: { status: 'lost' } }])).toEqual([]);
    expect(savedViewsOf('none')).toEqual([]);
  });

  it('keep a range that moves on with the clock', () => {
    const recent = { name: 'Recent', filters: { range: '1h' as const } };
    expect(savedViewsOf([recent])).toEqual([recent]);
    expect(canSave([recent], { range: '24h' })).toBe(true);
  });

  it('have each name once', () => {
    expect(withView([failed, slow], { name: 'Failed', filters: slow.filters })).toEqual([
      slow,
      { name: 'Failed', filters: slow.filters },
    ]);
  });

  it('can be saved if there is a filter, and no view with the same filters', () => {
    expect(canSave([failed], slow.filters)).toBe(true);
    expect(canSave([failed], { status: 'failed' })).toBe(false);
    expect(canSave([], {})).toBe(false);
  });

  it('are the same if they have the same filters, in any order', () => {
    expect(isSame(slow.filters, { min_attempts: 2, failure_reason: 'timeout' })).toBe(true);
    expect(isSame(slow.filters, failed.filters)).toBe(false);
  });
});
