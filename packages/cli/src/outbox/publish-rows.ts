import type { Rejection } from './rejection.js';
import type { OutboxRow, Refusal } from './row.js';

/** What became of the rows of a batch. The others stay as they are. */
export interface BatchOutcome {
  published: OutboxRow[];
  refused: { row: OutboxRow; refusal: Refusal }[];
  /** Customers that have published too much, and how long they wait. */
  limited: Map<string, number>;
  /** Why the batch ended early. */
  failure: Rejection | undefined;
}

/** Publishes rows in one call. Returns why it was not accepted, or undefined. */
export type Publish = (rows: readonly OutboxRow[]) => Promise<Rejection | undefined>;

/** Without a Retry-After. */
const limitedMs = 1_000;

/**
 * Publishes a batch without the rows that the API refuses. A row is refused only by a call of its own, since what an error
 * names may be wrong only together with others: two contents of one id, or data that takes too long to validate.
 */
export async function publishRows(
  rows: readonly OutboxRow[],
  publish: Publish,
  isOver: () => boolean = () => false,
): Promise<BatchOutcome> {
  const outcome: BatchOutcome = { published: [], refused: [], limited: new Map(), failure: undefined };
  let calls: OutboxRow[][] = [[...rows]];
  while (calls.length > 0) {
    const [call = [], ...others] = calls;
    const rejection = await publish(call);
    const parts = rejection && partsOf(call, rejection);
    calls = [...(parts ?? []), ...others];
    if (!rejection) outcome.published.push(...call);
    else if (!parts) {
      const [row] = call;
      const { kind, code, message, retryAfterMs = limitedMs } = rejection;
      if (kind === 'refused' && row) outcome.refused.push({ row, refusal: { code, message } });
      else if (kind === 'limited' && row && row.customer !== null) outcome.limited.set(row.customer, retryAfterMs);
      else return { ...outcome, failure: rejection };
    }
    if (isOver()) return outcome;
  }
  return outcome;
}

/** The calls to make instead of one that was rejected; undefined if it has to be taken as it is. */
function partsOf(rows: readonly OutboxRow[], { kind, places, eventId }: Rejection): OutboxRow[][] | undefined {
  if (kind === 'failed' || rows.length === 1) return undefined;
  if (kind === 'limited') {
    const byCustomer = Map.groupBy(rows, ({ customer }) => customer);
    return byCustomer.size === 1 ? undefined : [...byCustomer.values()];
  }
  const named = new Set(places);
  const isNamed = (row: OutboxRow, place: number): boolean => named.has(place) || row.event_id === eventId;
  const suspects = rows.filter(isNamed);
  if (suspects.length > 0) {
    const others = rows.filter((row, place) => !isNamed(row, place));
    return [...(others.length > 0 ? [others] : []), ...suspects.map((row) => [row])];
  }
  const half = Math.ceil(rows.length / 2);
  return [rows.slice(0, half), rows.slice(half)];
}
