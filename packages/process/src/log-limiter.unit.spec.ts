import { describe, expect, it } from '@jest/globals';
import { LogLimiter } from './log-limiter.js';

const windowMs = 10_000;
let time = 0;
const limiterOf = (lines: number, causes = 100): LogLimiter => {
  time = 0;
  return new LogLimiter({ lines, windowMs, causes }, () => time);
};

describe('lines of one cause', () => {
  it('are written up to the limit, and left out for the rest of the window', () => {
    const limiter = limiterOf(2);
    expect(['refused', 'refused', 'refused', 'refused'].map((line) => limiter.admit(line))).toEqual([
      0,
      0,
      undefined,
      undefined,
    ]);
  });

  it('are written again in the next window, the first with the number of lines left out', () => {
    const limiter = limiterOf(1);
    for (let n = 0; n < 5; n++) limiter.admit('refused');
    time = windowMs;
    expect(limiter.admit('refused')).toBe(4);
    time = 2 * windowMs;
    expect(limiter.admit('refused')).toBe(0);
  });

  it('have the same cause when they differ only in ids and numbers', () => {
    const limiter = limiterOf(1);
    expect(limiter.admit('job whd_01m847ja80fh79n1vdk5x7cakr-1 is requeued')).toBe(0);
    expect(limiter.admit('job whd_01m847ja80fh79n1vdk0jm4yx0-12 is requeued')).toBeUndefined();
    expect(limiter.admit('MOVED 3999 127.0.0.1:6381')).toBe(0);
    expect(limiter.admit('MOVED 12539 127.0.0.1:6382')).toBeUndefined();
  });

  it('do not limit lines of another cause', () => {
    const limiter = limiterOf(1);
    limiter.admit('refused');
    expect(limiter.admit('timed out')).toBe(0);
  });
});

describe('causes', () => {
  it('over the limit replace the oldest', () => {
    const limiter = limiterOf(1, 2);
    for (const line of ['one', 'two', 'three']) limiter.admit(line);
    expect(limiter.admit('three')).toBeUndefined();
    expect(limiter.admit('one')).toBe(0);
  });
});
