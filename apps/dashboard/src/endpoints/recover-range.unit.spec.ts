import { expect, it } from '@jest/globals';
import { recoverRange } from './recover-range.js';

const now = Date.parse('2026-11-24T12:00:00Z');
const none = { from: '', to: '' };

it('a recovery goes back some hours from now, with an open end', () => {
  expect(recoverRange('24', none, now)).toEqual({ since: '2026-11-23T12:00:00.000Z' });
});

it("exact times are in the reader's time zone", () => {
  const from = '2026-11-20T08:30';
  expect(recoverRange('exact', { from, to: '2026-11-20T09:00' }, now)).toEqual({
    since: new Date(2026, 10, 20, 8, 30).toISOString(),
    until: new Date(2026, 10, 20, 9, 0).toISOString(),
  });
  expect(recoverRange('exact', { from, to: '' }, now)).toEqual({ since: new Date(2026, 10, 20, 8, 30).toISOString() });
});

it('a time that is missing is left for the server to name', () => {
  expect(recoverRange('exact', none, now)).toEqual({ since: '' });
});
