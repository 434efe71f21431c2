import { describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { parseTimestamp } from './timestamps.js';

const driver = pg.types.getTypeParser(pg.types.builtins.TIMESTAMPTZ, 'text') as (text: string) => unknown;

describe('parseTimestamp', () => {
  it.each([
    '2026-11-23 10:00:00+00',
    '2026-11-23 10:00:00.1+00',
    '2026-11-23 10:00:00.123+00',
    '2026-11-23 10:00:00.123999+00',
    '1969-12-31 23:59:59.999999+00',
    '0001-01-01 00:00:00+00',
    '9999-12-31 23:59:59.999+00',
    '10000-01-01 00:00:00+00',
    '2026-11-23 10:00:00.123+05:30',
    '2026-11-23 10:00:00.123-03',
    '0044-03-15 12:00:00+00 BC',
    'infinity',
    '-infinity',
  ])('returns what the driver returns for %s', (text) => {
    expect(parseTimestamp(text)).toEqual(driver(text));
  });
});
