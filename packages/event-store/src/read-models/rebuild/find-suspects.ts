import { isDataError, type Database } from '../../postgres/sql.js';
import type { Page } from './pages.js';

export interface ComparedPage {
  streams: number;
  /** Events of the log. */
  events: number;
  /** Streams and rows that must be looked at one by one. */
  suspects: string[];
  /** Those among them whose row has another organization than their stream, and so another key. */
  misplaced: string[];
}

/**
 * Compares the rows of a page with the log, in one statement that locks nothing. A row that changes meanwhile is right:
 * every writer projects in the transaction of its append.
 */
export async function findSuspects(database: Database, page: Page): Promise<ComparedPage> {
  try {
    return await compare(database, page, page.model.recognized);
  } catch (error) {
    // Some event's data cannot be read by SQL.
    if (!isDataError(error)) throw error;
    return compare(database, page, 'false');
  }
}

/** Three walks along an index, side by side. Default plans would look up each row, or read whole tables. */
const mergedPlan = {
  enable_mergejoin: 'on',
  enable_nestloop: 'off',
  jit: 'off',
  plan_cache_mode: 'force_custom_plan',
};
const setPlan = `SELECT ${Object.entries(mergedPlan)
  .map(([name, value]) => `set_config('${name}', '${value}', true)`)
  .join(', ')}`;

function compare(database: Database, { model: { table }, from, to }: Page, recognized: string): Promise<ComparedPage> {
  return database.transaction(async (sql) => {
    await sql.query(setPlan);
    const { rows } = await sql.query<ComparedPage>(
      `SELECT count(*) FILTER (WHERE begins)::int AS streams,
              (count(*) FILTER (WHERE begins) + count(later_version))::int AS events,
              coalesce(array_agg(id) FILTER (WHERE is_right IS NOT TRUE), '{}') AS suspects,
              coalesce(array_agg(DISTINCT id) FILTER (WHERE is_misplaced), '{}') AS misplaced
         FROM (SELECT coalesce(first.stream_id, r.id) AS id,
                      first.version = 1 AND coalesce(later.version, 2) = 2 AS begins,
                      later.version AS later_version,
                      r.organization_id <> first.organization_id AS is_misplaced,
                      ${recognized} AS is_right
                 FROM (SELECT * FROM domain_events WHERE stream_id >= $1 AND stream_id < $2 AND version = 1) first
                 LEFT JOIN (SELECT * FROM domain_events WHERE stream_id >= $1 AND stream_id < $2 AND version > 1) later
                        ON later.stream_id = first.stream_id
                 FULL JOIN (SELECT t AS row, t.* FROM ${table} t WHERE id >= $1 AND id < $2) r
                        ON r.id = first.stream_id) compared`,
      [from, to],
    );
    const [page] = rows;
    if (!page) throw new Error('a SELECT of aggregates returns one row');
    // A stream is in the list once for each of its later events.
    return { ...page, suspects: [...new Set(page.suspects)] };
  });
}
