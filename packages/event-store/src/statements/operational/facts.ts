import type { Actor, RecordedEvent } from '@postrider/contracts';
import { endpointFact, type OperationalFact } from '@postrider/domain';
import { getsOperationalEvents } from '../../postgres/migrations/1764950000000-operational-subscribers.js';
import type { Sql } from '../../postgres/sql.js';

/**
 * The statement that notes the attempts of rolled-up counters, one fact for each endpoint. While nothing fails, there is nothing to
 * note: a success matters only to an endpoint of which a failure is known. With LIMIT, each endpoint costs a look-up; with EXISTS,
 * the planner would read whole indexes into hash tables.
 */
export const attemptFacts = (counters: string): string => `
  INSERT INTO operational_facts (organization_id, endpoint_id, type, data)
  SELECT s.organization_id, s.endpoint_id, 'attempts', json_build_object(
           'delivered', s.delivered, 'failed_attempts', s.failed_attempts, 'last_success', s.last_success,
           'first_failure', s.first_failure, 'last_failure', s.last_failure,
           'failed', s.failed, 'first_failed', s.first_failed, 'last_failed', s.last_failed)
    FROM (SELECT organization_id, endpoint_id, sum(delivered) AS delivered, sum(failed_attempts) AS failed_attempts,
                 sum(failed) AS failed, max(minute) FILTER (WHERE delivered > 0) AS last_success,
                 min(last_failure) AS first_failure, max(last_failure) AS last_failure,
                 min(first_failed) AS first_failed, max(last_failed) AS last_failed
            FROM ${counters} WHERE operational IS NOT TRUE GROUP BY organization_id, endpoint_id) AS s
    LEFT JOIN LATERAL (SELECT subject FROM operational_alerts WHERE subject = s.endpoint_id LIMIT 1) a ON true
    LEFT JOIN LATERAL (SELECT id FROM operational_facts WHERE endpoint_id = s.endpoint_id LIMIT 1) f ON true
    LEFT JOIN LATERAL (
           SELECT id FROM endpoints
            WHERE s.failed_attempts + s.failed > 0 AND organization_id = s.organization_id AND ${getsOperationalEvents}
            LIMIT 1) e ON true
    LEFT JOIN LATERAL (
           SELECT id FROM contacts
            WHERE s.failed_attempts + s.failed > 0 AND organization_id = s.organization_id AND disabled_at IS NULL
            LIMIT 1) c ON true
   WHERE a.subject IS NOT NULL OR f.id IS NOT NULL OR e.id IS NOT NULL OR c.id IS NOT NULL`;

/** The statement that notes the bulk operations among these rows that have ended. */
export const operationFacts = (operations: string): string => `
  INSERT INTO operational_facts (organization_id, type, data)
  SELECT organization_id, 'operation_ended', json_build_object(
           'operation_id', id, 'kind', kind, 'status', status, 'total', total, 'processed', processed, 'skipped', skipped,
           'created_at', created_at, 'completed_at', completed_at)
    FROM ${operations} WHERE status <> 'running'`;

/** The statement that notes what domain events say of endpoints; undefined for nothing. */
export function noteEndpointFacts(
  recorded: readonly RecordedEvent[],
  actor: Actor | undefined,
  parameter: number,
): { text: string; values: unknown[] } | undefined {
  // An endpoint that begins inactive, as its customer is, was not deactivated.
  if (recorded[0]?.event.type === 'EndpointCreated') return undefined;
  const facts = recorded.flatMap((each) => {
    const fact = endpointFact(each, actor);
    return fact ? [{ organization_id: each.organization_id, endpoint_id: each.stream_id, ...fact }] : [];
  });
  if (facts.length === 0) return undefined;
  return {
    text: `INSERT INTO operational_facts (organization_id, endpoint_id, type, data)
           SELECT organization_id, endpoint_id, type, data
             FROM json_to_recordset($${String(parameter)}::json)
                    AS f (organization_id text, endpoint_id text, type text, data json)`,
    values: [JSON.stringify(facts)],
  };
}

/** A stored fact. */
export type FactRow = OperationalFact & {
  /** A bigint as text. */
  id: string;
  organization_id: string;
  endpoint_id: string | null;
  created_at: Date;
};

/**
 * The oldest facts, locked until the transaction ends, which deletes them. So a fact that is committed later than one with a higher
 * id is read, too.
 */
export async function takeFacts(sql: Sql, limit: number): Promise<FactRow[]> {
  const { rows } = await sql.query<FactRow>(
    'SELECT id, organization_id, endpoint_id, type, data, created_at FROM operational_facts ORDER BY id LIMIT $1 FOR UPDATE',
    [limit],
  );
  if (rows.length > 0) {
    await sql.query('DELETE FROM operational_facts WHERE id = ANY($1)', [rows.map(({ id }) => id)]);
  }
  return rows;
}
