import { firstIdAt, idTime, isId, type DeliveryStatus } from '@postrider/contracts';
import type { DeliveryState } from '@postrider/domain';
import { startOf } from '../postgres/partitions/periods.js';
import { walkBack, type IdRange } from '../postgres/partitions/walk-back.js';

export interface DeliveryFilter {
  organization_id: string;
  endpoint_id?: string | undefined;
  event_stream_id?: string | undefined;
  event_type?: string | undefined;
  status?: DeliveryStatus | undefined;
}

type Read = (text: string, values: unknown[]) => Promise<DeliveryState[]>;

/** Reads the first `limit` deliveries of a range, newest first. */
export function listDeliveries(
  read: Read,
  filter: DeliveryFilter,
  { first, before }: IdRange,
  limit: number,
): Promise<DeliveryState[]> {
  const readRange = (range: IdRange, left: number): Promise<DeliveryState[]> => {
    const { text, values } = statementOf(filter, range, left);
    return read(text, values);
  };
  if (filter.event_stream_id === undefined) return walkBack('delivery', { first, before }, limit, readRange);
  const earliest = earliestDelivery(filter.event_stream_id);
  return readRange({ first: first === undefined || first < earliest ? earliest : first, before }, limit);
}

/** The deliveries of an event have higher ids. Those of a recovery may be much younger than their event. */
export const earliestDelivery = (eventStreamId: string): string =>
  isId('event', eventStreamId) ? firstIdAt('delivery', new Date(startOf('week', idTime(eventStreamId).getTime()))) : '';

function statementOf(
  { organization_id, endpoint_id, event_stream_id, event_type, status }: DeliveryFilter,
  { first, before }: IdRange,
  limit: number,
): { text: string; values: unknown[] } {
  const values: unknown[] = [];
  const where = (table: string, columns: Record<string, unknown>, others: string[] = []): string => {
    const given = { ...columns, 'id >=': first, 'id <': before };
    const conditions = Object.entries(given).flatMap(([column, value]) =>
      value === undefined ? [] : [`${table}.${column} $${String(values.push(value))}`],
    );
    return [...conditions, ...others].join(' AND ');
  };
  const page = (key: string): string => `ORDER BY ${key}.id DESC LIMIT $${String(values.push(limit))}`;
  // An event has few deliveries: the statement reads all of them, whatever their status.
  if (status !== 'pending' || event_stream_id !== undefined) {
    const columns = {
      'organization_id =': organization_id,
      'endpoint_id =': endpoint_id,
      'event_stream_id =': event_stream_id,
      'event_type =': event_type,
      'status =': event_stream_id === undefined ? undefined : status,
    };
    const literal = { delivered: [`d.status = 'delivered'`], failed: ['d.failed'], pending: [] };
    const others = status === undefined || event_stream_id !== undefined ? [] : literal[status];
    return { text: `SELECT d.* FROM deliveries d WHERE ${where('d', columns, others)} ${page('d')}`, values };
  }
  // Pending deliveries have a table of their own. OFFSET 0 keeps PostgreSQL from reading `deliveries` first. An endpoint's
  // pending deliveries are found by the endpoint alone.
  const keys = where(
    'p',
    endpoint_id === undefined ? { 'organization_id =': organization_id } : { 'endpoint_id =': endpoint_id },
  );
  const own = where('o', { 'organization_id =': organization_id, 'event_type =': event_type }, ['o.id = p.id']);
  return {
    text: `SELECT d.* FROM pending_deliveries p
             CROSS JOIN LATERAL (SELECT o.* FROM deliveries o WHERE ${own} OFFSET 0) d
            WHERE ${keys} ${page('p')}`,
    values,
  };
}
