import { expect, it } from '@jest/globals';
import { exportName } from './export-name.js';

const now = new Date('2026-11-24T10:20:30.000Z');

it.each([
  [{}, 'deliveries-2026-11-24.csv'],
  [{ since: '2026-11-23T09:00:00+01:00' }, 'deliveries-2026-11-23T0800Z-2026-11-24T1020Z.csv'],
  [{ until: '2026-11-23T09:00:00Z' }, 'deliveries-before-2026-11-23T0900Z.csv'],
  [
    { since: '2026-11-23T08:00:00Z', until: '2026-11-23T09:00:00Z' },
    'deliveries-2026-11-23T0800Z-2026-11-23T0900Z.csv',
  ],
])('the file of %j is called %s', (range, name) => {
  expect(exportName({ ...range, format: 'csv' }, now)).toBe(name);
});
