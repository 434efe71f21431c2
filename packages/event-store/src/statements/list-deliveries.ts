import { firstIdAt, idTime, isId } from '@postrider/contracts';
import type { DeliveryState } from '@postrider/domain';
import { startOf } from '../postgres/partitions/periods.js';
import { walkBack, type IdRange } from '../postgres/partitions/walk-back.js';
import {
  comparedStatement,
  indexedStatement,
  isCompared,
  type ComparedPart,
  type DeliveryFilter,
  type Statement,
} from './filter-deliveries.js';

type Read = <Row>(text: string, values: unknown[]) => Promise<Row[]>;

export interface FoundDeliveries {
  /** Newest first. */
  rows: DeliveryState[];
  /** The number of deliveries that were compared with filters that no index knows. */
  compared: number;
  /** The last delivery that was compared, if the search reached its limit before the page was full. */
  searchedTo: string | undefined;
}

/**
 * Reads the first `limit` deliveries of a range, newest first. Filters that no index knows are compared with at most
 * `mostCompared` deliveries.
 */
export async function listDeliveries(
  read: Read,
  filter: DeliveryFilter,
  { first, before }: IdRange,
  limit: number,
  mostCompared: number,
): Promise<FoundDeliveries> {
  const run = <Row = DeliveryState>({ text, values }: Statement): Promise<Row[]> => read<Row>(text, values);
  if (filter.event_stream_id !== undefined) {
    const earliest = earliestDelivery(filter.event_stream_id);
    const range = { first: first === undefined || first < earliest ? earliest : first, before };
    return { rows: await run(indexedStatement(filter, range, limit)), compared: 0, searchedTo: undefined };
  }
  const search = new Search(filter, run, mostCompared);
  const readRange = isCompared(filter)
    ? (range: IdRange, left: number) => search.readRange(range, left)
    : (range: IdRange, left: number) => run(indexedStatement(filter, range, left));
  const rows = await walkBack('delivery', { first, before }, limit, readRange);
  const { compared, stoppedAt } = search;
  return { rows, compared, searchedTo: rows.length < limit ? stoppedAt : undefined };
}

/** The deliveries of an event have higher ids. Those of a recovery may be much younger than their event. */
export const earliestDelivery = (eventStreamId: string): string =>
  isId('event', eventStreamId) ? firstIdAt('delivery', new Date(startOf('week', idTime(eventStreamId).getTime()))) : '';

/** Deliveries that one statement compares: few at first, since a page may soon be full. */
const smallestPart = 200;
const largestPart = 5_000;
const growth = 4;

type Match = ComparedPart & DeliveryState;
const isMatch = (row: Match | (ComparedPart & { id: null })): row is Match => row.id !== null;

/** Compares ranges part by part, with a limit for all of them. */
class Search {
  #compared = 0;
  #part = smallestPart;
  #comparedTo: string | undefined;

  constructor(
    private readonly filter: DeliveryFilter,
    private readonly run: <Row>(statement: Statement) => Promise<Row[]>,
    private readonly mostCompared: number,
  ) {}

  get compared(): number {
    return this.#compared;
  }

  /** Undefined while more may be compared. */
  get stoppedAt(): string | undefined {
    return this.#compared < this.mostCompared ? undefined : this.#comparedTo;
  }

  async readRange({ first, before }: IdRange, limit: number): Promise<DeliveryState[]> {
    const rows: DeliveryState[] = [];
    let [end, isOver] = [before, false];
    while (!isOver && this.#compared < this.mostCompared && rows.length < limit) {
      const size = Math.min(this.mostCompared - this.#compared, this.#part);
      const statement = comparedStatement(this.filter, { first, before: end }, size, limit - rows.length);
      const found = await this.run<Parameters<typeof isMatch>[0]>(statement);
      const { compared = 0, compared_to = null } = found[0] ?? {};
      rows.push(...found.filter(isMatch));
      isOver = compared < size;
      this.#compared += compared;
      this.#part = Math.min(largestPart, this.#part * growth);
      end = compared_to ?? end;
      this.#comparedTo = end;
    }
    return rows;
  }
}
