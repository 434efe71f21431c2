import { namedFor, since, within } from '../../postgres/partitions/weeks.js';
import { firstIdAt } from '@postrider/contracts';
import type { Sql } from '../../postgres/sql.js';
import { periods } from './rollup.js';

export interface TopEndpoint {
  id: string;
  url: string;
  delivered: number;
  failed_attempts: number;
}

interface Top {
  organization_id: string;
  from: Date;
  to: Date;
  limit: number;
}

/** Endpoints with the most attempts of a range among some, from rollups of that length in seconds. */
export async function loadTopOfEndpoints(
  sql: Sql,
  { ids, seconds, ...range }: Top & { ids: readonly string[]; seconds: number },
): Promise<TopEndpoint[]> {
  const isOfHours = seconds === periods.hour;
  return topEndpoints(
    sql,
    `load-top-of-endpoints-${isOfHours ? 'hours' : 'five-minutes'}`,
    `SELECT endpoint_id AS id, delivered, failed_attempts FROM ${isOfHours ? 'endpoint_hours WHERE' : 'endpoint_periods WHERE organization_id = $1 AND'}
       endpoint_id = ANY($5) AND start >= $2 AND start < $3`,
    range,
    ids,
  );
}

/** Endpoints with the most attempts of a range, from their hours. Deleted ones are left out. */
export const loadTopEndpoints = (sql: Sql, range: Top): Promise<TopEndpoint[]> =>
  topEndpoints(
    sql,
    'load-top-endpoints',
    `SELECT e.id, h.delivered, h.failed_attempts FROM endpoints e CROSS JOIN LATERAL (
       SELECT sum(delivered) AS delivered, sum(failed_attempts) AS failed_attempts FROM endpoint_hours
        WHERE endpoint_id = e.id AND start >= $2 AND start < $3) AS h
      WHERE e.organization_id = $1 AND e.deleted_at IS NULL`,
    range,
  );

/** The same of a range of the last hours, from their five minutes. */
export const loadTopEndpointsLately = (sql: Sql, range: Top): Promise<TopEndpoint[]> =>
  topEndpoints(
    sql,
    'load-top-endpoints-lately',
    `SELECT endpoint_id AS id, delivered, failed_attempts FROM endpoint_periods
      WHERE organization_id = $1 AND start >= $2 AND start < $3`,
    range,
  );

async function topEndpoints(
  sql: Sql,
  name: string,
  rollups: string,
  { organization_id, from, to, limit }: Top,
  ids?: readonly string[],
): Promise<TopEndpoint[]> {
  const { rows } = await sql.query<TopEndpoint>({
    name,
    text: `WITH counted AS (
             ${rollups}
             UNION ALL
             SELECT endpoint_id, delivered, failed_attempts FROM attempt_counters
              WHERE organization_id = $1 AND minute >= $2 AND minute < $3${ids === undefined ? '' : ' AND endpoint_id = ANY($5)'}),
           top AS MATERIALIZED (
             SELECT id, sum(delivered)::int AS delivered, sum(failed_attempts)::int AS failed_attempts FROM counted
              GROUP BY 1 HAVING sum(delivered + failed_attempts) > 0 ORDER BY sum(delivered + failed_attempts) DESC, id LIMIT $4)
           SELECT top.id, e.url, delivered, failed_attempts
             FROM top CROSS JOIN LATERAL (SELECT url FROM endpoints WHERE id = top.id AND deleted_at IS NULL LIMIT 1) AS e
            ORDER BY delivered + failed_attempts DESC, top.id`,
    values: [organization_id, from, to, limit, ...(ids === undefined ? [] : [ids])],
  });
  return rows;
}

export interface TopEventTypes {
  /** How many events were looked at. */
  events: number;
  types: { type: string; events: number }[];
}

/** Types of the newest events of a range, or of a customer in it: of up to `sample` events, since nothing counts them by type. */
export async function loadTopEventTypes(
  sql: Sql,
  { organization_id, from, to, limit, sample, customer_id }: Top & { sample: number; customer_id?: string },
): Promise<TopEventTypes> {
  const weeks = since(from.getTime());
  const { rows } = await sql.query<{ type: string; events: number; all: number }>({
    ...namedFor(customer_id === undefined ? 'load-top-event-types' : 'load-top-event-types-of-customer', weeks),
    text: `SELECT event_type AS type, count(*)::int AS events, sum(count(*)) OVER ()::int AS all
             FROM (SELECT event_type FROM published_events
                    WHERE organization_id = $1 AND id >= $2 AND id < $3 AND ${within('id', 'event', weeks)}${customer_id === undefined ? '' : ' AND customer_id = $6'}
                    ORDER BY id DESC LIMIT $4) AS newest
            GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT $5`,
    values: [
      ...[organization_id, firstIdAt('event', from), firstIdAt('event', to), sample, limit],
      ...(customer_id === undefined ? [] : [customer_id]),
    ],
  });
  return { events: rows[0]?.all ?? 0, types: rows.map(({ type, events }) => ({ type, events })) };
}
