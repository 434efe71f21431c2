import type { Sql } from '@postrider/event-store';
import type { ExpectedDeliveries } from './ledger.ts';

interface Counts {
  all: number;
  delivered: number;
}

/** Recorded deliveries by endpoint. */
export type Recorded = ReadonlyMap<string, Counts>;

const none: Counts = { all: 0, delivered: 0 };

export async function recordedDeliveries(sql: Sql): Promise<Recorded> {
  const { rows } = await sql.query<Counts & { endpoint_id: string }>(
    `SELECT endpoint_id, count(*)::int AS all, count(*) FILTER (WHERE status = 'delivered')::int AS delivered
       FROM deliveries GROUP BY 1`,
  );
  return new Map(rows.map(({ endpoint_id, ...counts }) => [endpoint_id, counts]));
}

export const sum = (a: Recorded, b: Recorded): Recorded => combine(a, b, (x, y) => x + y);
export const difference = (a: Recorded, b: Recorded): Recorded => combine(a, b, (x, y) => x - y);

function combine(a: Recorded, b: Recorded, operation: (x: number, y: number) => number): Recorded {
  return new Map(
    [...new Set([...a.keys(), ...b.keys()])].map((id) => {
      const [x, y] = [a.get(id) ?? none, b.get(id) ?? none];
      return [id, { all: operation(x.all, y.all), delivered: operation(x.delivered, y.delivered) }];
    }),
  );
}

/** Describes the endpoints whose recorded deliveries differ from the acknowledged ones. */
export function wrongRecords(expected: readonly ExpectedDeliveries[], recorded: Recorded): string[] {
  return expected.flatMap(({ id, path, responds, deliveries }) => {
    const { all, delivered } = recorded.get(id) ?? none;
    return all === deliveries && delivered === (responds ? deliveries : 0)
      ? []
      : [`${path} (${id}): ${deliveries} acknowledged, ${all} recorded, ${delivered} of them delivered`];
  });
}
