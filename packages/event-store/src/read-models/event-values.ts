import type { EventPublished, RecordedEvent } from '@postrider/contracts';
import { eventValues, type EventValue } from '@postrider/domain';
import { withinWeeksOf } from '../postgres/partitions/weeks.js';
import type { Sql } from '../postgres/sql.js';
import { unnest } from '../postgres/unnest.js';
import { eventValueColumns } from './rows.js';

const names = Object.keys(eventValueColumns).join(', ');

/** Inserts the missing values of events. Returns the events that missed one. */
export async function insertMissingValues(sql: Sql, values: readonly EventValue[]): Promise<Set<string>> {
  if (values.length === 0) return new Set();
  const given = unnest(values, eventValueColumns, { alias: 'v' });
  const { rows } = await sql.query<{ id: string }>(
    `INSERT INTO event_values (${names}) SELECT ${names} FROM ${given.from} ON CONFLICT DO NOTHING RETURNING id`,
    given.values,
  );
  return new Set(rows.map(({ id }) => id));
}

/** A page of the values after `after`, in the order of the primary key. */
export async function readValues(
  sql: Sql,
  { after, limit }: { after: EventValue; limit: number },
): Promise<EventValue[]> {
  const { rows } = await sql.query<EventValue>(
    `SELECT ${names} FROM event_values WHERE (${names}) > ($1, $2, $3, $4) ORDER BY ${names} LIMIT $5`,
    [after.organization_id, after.path, after.value, after.id, limit],
  );
  return rows;
}

/** Removes those of the values that the streams of their events do not have. Returns their number. */
export async function removeStaleValues(
  sql: Sql,
  values: readonly EventValue[],
  streams: ReadonlyMap<string, readonly RecordedEvent[]>,
): Promise<number> {
  const keyOf = (value: EventValue): string => JSON.stringify([value.organization_id, value.path, value.value]);
  const stale = values.filter((value) => {
    const [published] = streams.get(value.id) ?? [];
    if (published?.event.type !== 'EventPublished') return true;
    const own = eventValues(published as RecordedEvent<EventPublished>).map(keyOf);
    return !own.includes(keyOf(value));
  });
  if (stale.length === 0) return 0;
  const given = unnest(stale, eventValueColumns, { alias: 'g' });
  const ids = stale.map(({ id }) => id);
  const { rowCount } = await sql.query(
    `DELETE FROM event_values v USING ${given.from}
      WHERE v.organization_id = g.organization_id AND v.path = g.path AND v.value = g.value AND v.id = g.id
        AND ${withinWeeksOf('v.id', ids)}`,
    given.values,
  );
  return rowCount ?? 0;
}
