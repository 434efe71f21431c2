import type { OperationFact } from './fact.js';
import { operationalEventId, type OperationalEvent } from './operational-event.js';

/** Every bulk operation that ends is reported. */
export function takeOperation({ data }: OperationFact): OperationalEvent {
  const type = 'postrider.operation.completed';
  const iso = (time: string): string => new Date(time).toISOString();
  const { created_at, completed_at } = data;
  return {
    event_id: operationalEventId(type, data.operation_id),
    type,
    data: { ...data, created_at: iso(created_at), completed_at: completed_at === null ? null : iso(completed_at) },
  };
}
