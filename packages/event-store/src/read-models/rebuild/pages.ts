import { firstIdAt } from '@postrider/contracts';
import type { Sql } from '../../postgres/sql.js';
import type { RebuiltModel } from './rebuilt-models.js';

/** The ids from `from` up to, but not including, `to`. */
interface IdRange {
  from: string;
  to: string;
}

/** Where a rebuild continues: at this id of this read model. */
export interface RebuildPosition {
  table: string;
  id: string;
}

export interface Page extends IdRange {
  model: RebuiltModel;
  /** The log's partition; undefined for ids that have none of their own. */
  partition: string | undefined;
}

/**
 * The pages of a rebuild, in order of ids. A page is within one partition of the log, and has at most `size` streams.
 */
export async function* pagesFrom(
  sql: Sql,
  models: readonly RebuiltModel[],
  start: RebuildPosition,
  size: number,
): AsyncGenerator<Page> {
  for (const model of models.slice(models.findIndex(({ table }) => table === start.table))) {
    const end = await endOf(sql, model);
    let from = model.table === start.table ? start.id : firstOf(model).id;
    for (const { partition, to } of await partsOf(sql, model, { from, to: end })) {
      while (from < to) {
        const page = { from, to: await endOfPage(sql, { from, to }, size) };
        yield { model, partition, ...page };
        from = page.to;
      }
    }
  }
}

export const firstOf = ({ table, prefix }: RebuiltModel): RebuildPosition => ({ table, id: `${prefix}_` });

/** The text that follows directly after an id. */
const after = (id: string): string => `${id}\u0001`;

/** After the last stream to rebuild. Events published later are projected right, and must not prolong the rebuild. */
async function endOf(sql: Sql, { kind, prefix }: RebuiltModel): Promise<string> {
  const { rows } = await sql.query<{ last: string | null; now: Date }>(
    `SELECT (SELECT max(stream_id) FROM domain_events WHERE stream_id > $1 AND stream_id < $2) AS last, now() AS now`,
    [`${prefix}_`, `${prefix}\``],
  );
  const [row] = rows;
  if (!row) throw new Error('a SELECT without FROM returns one row');
  // Rows without a stream are not newer.
  const now = firstIdAt(kind, new Date(row.now.getTime() + 1));
  return after(row.last !== null && row.last > now ? row.last : now);
}

/** The range divided by the bounds of the log's partitions. */
async function partsOf(
  sql: Sql,
  { prefix }: RebuiltModel,
  { from, to }: IdRange,
): Promise<{ partition: string | undefined; to: string }[]> {
  const { rows } = await sql.query<{ partition: string; lower: string; upper: string }>(
    `SELECT partition, bounds[1] AS lower, bounds[2] AS upper
       FROM (SELECT c.relname AS partition,
                    regexp_match(pg_get_expr(c.relpartbound, c.oid), 'FROM \\(''(.+)''\\) TO \\(''(.+)''\\)') AS bounds
               FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
              WHERE i.inhparent = 'domain_events'::regclass) partitions
      WHERE starts_with(bounds[1], $1) ORDER BY bounds[1] COLLATE "C"`,
    [`${prefix}_`],
  );
  const parts = rows.flatMap(({ partition, lower, upper }) => [
    { partition: undefined, to: lower },
    { partition, to: upper },
  ]);
  const within = parts.filter((part) => part.to > from && part.to < to);
  const last = rows.find(({ lower, upper }) => lower < to && to <= upper);
  return [...within, { partition: last?.partition, to }];
}

/** The start of the next page. Rows without a stream do not count: no index has the ids of all organizations in order. */
async function endOfPage(sql: Sql, { from, to }: IdRange, size: number): Promise<string> {
  const { rows } = await sql.query<{ next: string }>(
    `SELECT least((SELECT stream_id FROM domain_events WHERE stream_id >= $1 AND stream_id < $2 AND version = 1
                    ORDER BY stream_id LIMIT 1 OFFSET $3), $2) AS next`,
    [from, to, size],
  );
  return rows[0]?.next ?? to;
}

/** The planner's estimate of the log's size, or a guess for partitions that were never analyzed. */
export async function estimateEvents(sql: Sql): Promise<number> {
  const { rows } = await sql.query<{ events: number }>(
    `SELECT coalesce(sum(CASE WHEN c.reltuples < 0 THEN pg_relation_size(c.oid) / 500 ELSE c.reltuples END), 0)::float8
              AS events
       FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid WHERE i.inhparent = 'domain_events'::regclass`,
  );
  return rows[0]?.events ?? 0;
}
