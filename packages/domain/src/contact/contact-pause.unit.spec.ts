import { describe, expect, it } from '@jest/globals';
import { contactPause } from './contact-pause.js';

describe('the pause before a message is tried again', () => {
  it('doubles up to an hour', () => {
    const pauses = [1, 2, 3, 8, 40].map((failures) => contactPause(failures, 30_000, () => 0));
    expect(pauses).toEqual([30_000, 60_000, 120_000, 3_600_000, 3_600_000]);
  });

  it('has a jitter of up to a half', () => {
    expect(contactPause(1, 30_000, () => 1)).toBe(15_000);
    expect(contactPause(1, 30_000)).toBeGreaterThanOrEqual(15_000);
  });
});
