import { describe, expect, it } from '@jest/globals';
import { deliveriesOf } from './operation-deliveries.js';

const operation = { created_at: '2026-11-23T13:54:12.414Z', completed_at: '2026-11-23T13:54:31.007Z' };
const filters = { endpoint_id: 'whe_1', status: 'failed', since: '2026-11-23T08:00:00Z' } as const;

describe('the deliveries of an operation', () => {
  it('are those that a replay has sent again, whatever their status is now', () => {
    expect(deliveriesOf({ ...operation, kind: 'replay', request: filters })).toEqual({
      endpoint_id: 'whe_1',
      since: '2026-11-23T08:00:00Z',
      replayed: true,
    });
    const all = { since: '1970-01-01T00:00:00.000Z' };
    expect(deliveriesOf({ ...operation, kind: 'replay', request: all })).toEqual({ replayed: true });
  });

  it('are those that an export has written, and those that a recovery has made', () => {
    expect(deliveriesOf({ ...operation, kind: 'export', request: { ...filters, format: 'csv' } })).toEqual(filters);
    expect(deliveriesOf({ ...operation, kind: 'recover', request: { endpoint_id: 'whe_1' } })).toEqual({
      endpoint_id: 'whe_1',
      since: operation.created_at,
      until: operation.completed_at,
    });
  });

  it('cannot be listed by filters if they were selected one by one', () => {
    expect(deliveriesOf({ ...operation, kind: 'replay', request: { named_deliveries: 3 } })).toBeUndefined();
  });
});
