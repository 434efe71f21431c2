import { describe, expect, it } from '@jest/globals';
import { nameOf, percentOf, progressOf } from './operation-words.js';

const replay = { kind: 'replay', status: 'running', total: 1840, processed: 600, skipped: 0 } as const;
const completed = { ...replay, status: 'completed', processed: 1840 } as const;

describe('a bulk operation in words', () => {
  it('has a name', () => {
    expect(nameOf(replay)).toBe('Replay of 1,840 deliveries');
    expect(nameOf({ ...replay, total: 1 })).toBe('Replay of 1 delivery');
    expect(nameOf({ ...replay, kind: 'recover' })).toBe('Recovery from 1,840 events');
    expect(nameOf({ ...replay, total: null })).toBe('Replay of deliveries');
    expect(nameOf({ ...replay, kind: 'recover', total: null })).toBe('Recovery from events');
  });

  it('of an export has a name, a progress and a result', () => {
    const file = { format: 'csv', bytes: 10, next_cursor: null, expires_at: null } as const;
    const exported = { ...replay, kind: 'export', file } as const;
    expect(nameOf(exported)).toBe('Export of 1,840 deliveries');
    expect(nameOf({ ...exported, total: null })).toBe('Export of deliveries');
    expect(progressOf(exported)).toBe('600 of 1,840 exported');
    expect(progressOf({ ...exported, total: null })).toBe('600 exported so far');
    expect(progressOf({ ...exported, status: 'cancelled' })).toBe('Cancelled after 600 of 1,840. There is no file.');
    expect(progressOf({ ...exported, status: 'completed', processed: 1840 })).toBe('1,840 deliveries were exported.');
    expect(progressOf({ ...exported, status: 'completed', file: { ...file, next_cursor: 'd2hk' } })).toBe(
      'The newest 600 deliveries were exported; the limit of a file is reached.',
    );
  });

  it('says how far it is', () => {
    expect(progressOf(replay)).toBe('600 of 1,840 scheduled');
    expect(progressOf({ ...replay, kind: 'recover' })).toBe('600 of 1,840 checked');
    expect(progressOf({ ...replay, total: null })).toBe('600 scheduled; counting the rest');
    expect(progressOf({ ...replay, kind: 'recover', total: null })).toBe('600 checked; counting the rest');
  });

  it('says how it ended', () => {
    expect(progressOf(completed)).toBe('1,840 deliveries were replayed.');
    expect(progressOf({ ...completed, skipped: 12 })).toBe(
      '1,828 deliveries were replayed. 12 skipped: their endpoint is deleted or inactive.',
    );
    expect(progressOf({ ...completed, skipped: 1839 })).toMatch(/^1 delivery was replayed\. 1,839 skipped/);
    expect(progressOf({ ...completed, skipped: 1840 })).toMatch(/^Nothing was replayed/);
    expect(progressOf({ ...completed, total: 0, processed: 0 })).toMatch(/^Nothing matched/);
    expect(progressOf({ ...replay, status: 'cancelled' })).toMatch(/^Cancelled after 600 of 1,840\./);
    expect(progressOf({ ...replay, status: 'cancelled', total: null })).toMatch(/^Cancelled after 600\./);
    expect(progressOf({ ...completed, kind: 'recover' })).toMatch(/^All 1,840 events checked/);
    expect(progressOf({ ...completed, kind: 'recover', skipped: 3 })).toMatch(/^Stopped: /);
  });

  it('is done to a share that never says more than is true', () => {
    expect(percentOf({ ...replay, processed: 1839 })).toBe(99);
    expect(percentOf({ ...replay, processed: 1900 })).toBe(100);
    expect(percentOf(completed)).toBe(100);
    expect(percentOf({ ...replay, total: null })).toBe(0);
    expect(percentOf({ ...completed, total: 0, processed: 0 })).toBe(100);
  });
});
