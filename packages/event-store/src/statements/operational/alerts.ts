import type { EndpointData } from '@postrider/contracts';
import { dueAt, isQuiet, type BacklogAlert, type EndpointAlerts } from '@postrider/domain';
import type { Sql } from '../../postgres/sql.js';

/** What has been noticed of an endpoint. */
export interface AlertRow {
  endpoint_id: string;
  organization_id: string;
  alerts: EndpointAlerts;
}

const backlog = 'backlog';

/** The alerts of these endpoints and those that are due, locked until the transaction ends. */
export async function lockAlerts(
  sql: Sql,
  { endpointIds, now, limit }: { endpointIds: readonly string[]; now: Date; limit: number },
): Promise<Map<string, AlertRow>> {
  const { rows } = await sql.query<AlertRow>(
    `SELECT subject AS endpoint_id, organization_id, state AS alerts FROM operational_alerts
      WHERE subject = ANY($1::text[] || ARRAY(
              SELECT subject FROM operational_alerts WHERE due_at <= $2 ORDER BY due_at LIMIT $3))
      ORDER BY subject FOR UPDATE`,
    [endpointIds, now, limit],
  );
  return new Map(rows.map((row) => [row.endpoint_id, row]));
}

/** Stores alerts, and deletes those of which nothing is left. */
export async function saveAlerts(sql: Sql, rows: readonly AlertRow[]): Promise<void> {
  const quiet = rows.filter(({ alerts }) => isQuiet(alerts));
  const others = rows.filter((row) => !quiet.includes(row));
  if (quiet.length > 0) {
    await sql.query('DELETE FROM operational_alerts WHERE subject = ANY($1)', [
      quiet.map(({ endpoint_id }) => endpoint_id),
    ]);
  }
  if (others.length > 0) {
    await sql.query(
      `INSERT INTO operational_alerts (subject, organization_id, due_at, state)
       SELECT * FROM json_to_recordset($1::json) AS a (subject text, organization_id text, due_at timestamptz, state json)
       ON CONFLICT (subject) DO UPDATE SET due_at = excluded.due_at, state = excluded.state`,
      [
        JSON.stringify(
          others.map(({ endpoint_id: subject, organization_id, alerts: state }) => ({
            subject,
            organization_id,
            due_at: dueAt(state),
            state,
          })),
        ),
      ],
    );
  }
}

interface EndpointRow {
  id: string;
  url: string;
  name: string | null;
  customer_id: string | null;
  uid: string | null;
}

/** What events about endpoints say of them. Deleted endpoints are left out. */
export async function loadEndpointData(sql: Sql, endpointIds: readonly string[]): Promise<Map<string, EndpointData>> {
  if (endpointIds.length === 0) return new Map();
  const { rows } = await sql.query<EndpointRow>(
    `SELECT e.id, e.url, e.name, c.id AS customer_id, c.uid FROM endpoints e LEFT JOIN customers c ON c.id = e.customer_id
      WHERE e.id = ANY($1) AND e.deleted_at IS NULL`,
    [endpointIds],
  );
  return new Map(
    rows.map(({ id, url, name, customer_id, uid }) => {
      const customer = customer_id !== null && uid !== null ? { id: customer_id, uid } : undefined;
      return [id, { endpoint_id: id, url, ...(name !== null && { name }), ...(customer && { customer }) }];
    }),
  );
}

export async function lockBacklogAlert(sql: Sql): Promise<BacklogAlert> {
  const { rows } = await sql.query<{ state: BacklogAlert }>(
    'SELECT state FROM operational_alerts WHERE subject = $1 FOR UPDATE',
    [backlog],
  );
  return rows[0]?.state ?? null;
}

export async function saveBacklogAlert(sql: Sql, organizationId: string, alert: BacklogAlert): Promise<void> {
  if (alert === null) await sql.query('DELETE FROM operational_alerts WHERE subject = $1', [backlog]);
  else {
    await sql.query(
      `INSERT INTO operational_alerts (subject, organization_id, state) VALUES ($1, $2, $3)
       ON CONFLICT (subject) DO UPDATE SET organization_id = excluded.organization_id, state = excluded.state`,
      [backlog, organizationId, JSON.stringify(alert)],
    );
  }
}

/** When the oldest due delivery was due, from one entry of an index; null without one. */
export async function findOldestDue(sql: Sql, now: Date): Promise<Date | null> {
  const { rows } = await sql.query<{ next_attempt_at: Date }>(
    'SELECT next_attempt_at FROM pending_deliveries WHERE next_attempt_at <= $1 ORDER BY next_attempt_at, id LIMIT 1',
    [now],
  );
  return rows[0]?.next_attempt_at ?? null;
}
