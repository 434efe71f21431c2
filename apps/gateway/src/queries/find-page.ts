import { toPage, type IdKind } from '@postrider/contracts';
import { callDatabase } from '@postrider/event-store';
import {
  And,
  LessThan,
  MoreThanOrEqual,
  type FindOperator,
  type FindOptionsOrder,
  type FindOptionsSelect,
  type FindOptionsWhere,
  type Repository,
} from 'typeorm';
import { pageRange } from './id-range.js';

/** A page of a list. Ids of this kind sort by their time, so that a range of times is a range of ids. */
interface PageRequest {
  kind: IdKind;
  since?: string | undefined;
  until?: string | undefined;
  cursor?: string | undefined;
  limit: number;
}

/**
 * One page of the rows that match `where`, newest first: those of the time range before the cursor, at most `limit`.
 * `columns` are read; default: all.
 */
export async function findPage<Row extends { id: string }, Column extends keyof Row = keyof Row>(
  repository: Repository<Row>,
  where: FindOptionsWhere<Row>,
  page: PageRequest,
  columns?: readonly (Column | 'id')[],
): Promise<{ data: Pick<Row, Column | 'id'>[]; next_cursor: string | null }> {
  const bounds = boundsOf(page);
  const rows = await callDatabase(() =>
    repository.find({
      ...(columns && { select: Object.fromEntries(columns.map((column) => [column, true])) as FindOptionsSelect<Row> }),
      where: { ...where, ...(bounds.length > 0 && { id: And(...bounds) }) },
      order: { id: 'DESC' } as FindOptionsOrder<Row>,
      take: page.limit + 1,
    }),
  );
  return toPage(rows, page.limit);
}

function boundsOf({ kind, limit: _, ...page }: PageRequest): FindOperator<string>[] {
  const { first, before } = pageRange(kind, page);
  return [
    ...(first === undefined ? [] : [MoreThanOrEqual(first)]),
    ...(before === undefined ? [] : [LessThan(before)]),
  ];
}
