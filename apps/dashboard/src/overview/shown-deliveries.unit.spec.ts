import { describe, expect, it } from '@jest/globals';
import { filtersOfPeriod } from './shown-deliveries.js';

describe('the deliveries of a period', () => {
  const from = '2026-11-23T08:00:00.000Z';

  it('begin with it, and end with a custom one alone', () => {
    expect(filtersOfPeriod({ from }, {})).toEqual({ since: from });
    const until = '2026-11-23T09:00:00.000Z';
    expect(filtersOfPeriod({ from }, { until, customer: 'acme' })).toEqual({ customer: 'acme', since: from, until });
  });
});
