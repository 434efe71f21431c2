import { describe, expect, it } from '@jest/globals';
import { showProgress, type Screen } from './rebuild-progress.js';

const now = {
  part: 'domain_events_whd_20261123',
  events: 250_000,
  totalEvents: 1_000_000,
  resumedAt: 50_000,
  repaired: 3,
};

/** A screen, and a clock that the test sets. */
function opened(screen: Omit<Screen, 'write'>) {
  const written: string[] = [];
  let ms = 0;
  const progress = showProgress({ ...screen, write: (text) => written.push(text) }, () => ms);
  return {
    written,
    progress,
    at: (time: number) => {
      ms = time;
    },
  };
}

describe('the progress of a rebuild', () => {
  it('is a bar in a terminal, which is drawn ten times a second, fits the width and is cleared at the end', () => {
    const { written, progress, at } = opened({ isTTY: true, columns: 100 });
    for (const time of [50, 100, 150, 2_000]) {
      at(time);
      progress.update(now);
    }
    progress.end();
    expect(written).toHaveLength(3);
    const [, bar = '', cleared] = written;
    expect(bar.slice(4)).toMatch(
      /^█{6}░{18} {2}25 % {2}250,000 of about 1,000,000 events {2}100,000\/s, 8 s left {2}3 rows/,
    );
    expect(bar.slice(4)).toHaveLength(99);
    expect(cleared).toBe('\r\u001b[K');
  });

  it('is a line every five seconds elsewhere', () => {
    const { written, progress, at } = opened({});
    for (const time of [100, 4_000, 5_000, 6_000, 10_000]) {
      at(time);
      progress.update(now);
    }
    progress.end();
    expect(written).toEqual([
      '25 %  250,000 of about 1,000,000 events  40,000/s, 19 s left  3 rows repaired  domain_events_whd_20261123\n',
      '25 %  250,000 of about 1,000,000 events  20,000/s, 38 s left  3 rows repaired  domain_events_whd_20261123\n',
    ]);
  });

  it('stays below 100 percent if the estimate of all events is too low', () => {
    const { written, progress, at } = opened({});
    at(5_000);
    progress.update({ ...now, totalEvents: 0 });
    expect(written[0]).toMatch(/^99 % {2}250,000 of about 0 events .* 0 s left/);
  });
});
