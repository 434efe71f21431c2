import { expect, it } from '@jest/globals';
import { overviewSearch } from './overview-search.js';

const [since, until] = ['2026-11-23T08:00:00.000Z', '2026-11-23T09:00:00.000Z'];

it.each([
  [{}, {}],
  [{ range: '7d' }, { range: '7d' }],
  [{ range: '1y' }, {}],
  [
    { since, until },
    { since, until },
  ],
  [{ since, range: '7d' }, { since }],
  [{ since: 'yesterday', until }, {}],
  [{ since, until: 5 }, { since }],
  [
    { customer: 'acme', since, until },
    { customer: 'acme', since, until },
  ],
  [{ customer: 4711 }, { customer: '4711' }],
  [{ customer: '', range: '7d' }, { range: '7d' }],
  [{ customer: {} }, {}],
])('the overview of %j is of %j', (search, expected) => {
  expect(overviewSearch(search)).toEqual(expected);
});
