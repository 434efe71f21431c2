import { expect, it } from '@jest/globals';
import type { EndpointCondition } from '@postrider/contracts';
import { byState, countIn } from './listed-endpoints.js';

const row = (id: string, state: EndpointCondition, disabled_reason: 'failing' | null = null) => ({
  id,
  endpoint: { active: state !== 'inactive', disabled_reason },
  activity: { state },
});
const rows = [
  row('by hand', 'inactive'),
  row('well', 'active'),
  row('degraded', 'degraded'),
  row('well, too', 'active'),
  row('failing', 'failing'),
  row('deactivated', 'inactive', 'failing'),
];

it('the worst endpoints are listed first, and the others in their order', () => {
  const ids = byState(rows).map(({ id }) => id);
  expect(ids).toEqual(['deactivated', 'failing', 'degraded', 'well', 'well, too', 'by hand']);
});

it('the endpoints of each state are counted', () => {
  expect((['active', 'degraded', 'failing', 'inactive'] as const).map((state) => countIn(rows, state))).toEqual([
    2, 1, 1, 2,
  ]);
});
