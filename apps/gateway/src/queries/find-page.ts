import { toPage } from '@postrider/contracts';
import { callDatabase } from '@postrider/event-store';
import { LessThan, type FindOptionsOrder, type FindOptionsWhere, type Repository } from 'typeorm';

/** One page of the rows that match `where`, newest first: those before the cursor, at most `limit`. */
export async function findPage<Row extends { id: string }>(
  repository: Repository<Row>,
  where: FindOptionsWhere<Row>,
  { cursor, limit }: { cursor?: string | undefined; limit: number },
): Promise<{ data: Row[]; next_cursor: string | null }> {
  const rows = await callDatabase(() =>
    repository.find({
      where: { ...where, ...(cursor !== undefined && { id: LessThan(cursor) }) },
      order: { id: 'DESC' } as FindOptionsOrder<Row>,
      take: limit + 1,
    }),
  );
  return toPage(rows, limit);
}
