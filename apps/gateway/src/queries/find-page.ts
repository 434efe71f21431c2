import { toPage } from '@postrider/contracts';
import { callDatabase } from '@postrider/event-store';
import {
  LessThan,
  type FindOptionsOrder,
  type FindOptionsSelect,
  type FindOptionsWhere,
  type Repository,
} from 'typeorm';

/**
 * One page of the rows that match `where`, newest first: those before the cursor, at most `limit`. `columns` are read;
 * default: all.
 */
export async function findPage<Row extends { id: string }, Column extends keyof Row = keyof Row>(
  repository: Repository<Row>,
  where: FindOptionsWhere<Row>,
  { cursor, limit }: { cursor?: string | undefined; limit: number },
  columns?: readonly (Column | 'id')[],
): Promise<{ data: Pick<Row, Column | 'id'>[]; next_cursor: string | null }> {
  const rows = await callDatabase(() =>
    repository.find({
      ...(columns && { select: Object.fromEntries(columns.map((column) => [column, true])) as FindOptionsSelect<Row> }),
      where: { ...where, ...(cursor !== undefined && { id: LessThan(cursor) }) },
      order: { id: 'DESC' } as FindOptionsOrder<Row>,
      take: limit + 1,
    }),
  );
  return toPage(rows, limit);
}
