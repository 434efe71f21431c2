import type { QueryRunner } from 'typeorm';

/** Builds an index without blocking writes. An invalid one that an earlier try left is dropped first. */
export async function buildBesideCalls(
  runner: QueryRunner,
  name: string,
  kind: 'INDEX' | 'UNIQUE INDEX',
  { on, comment }: { on: string; comment?: string },
): Promise<void> {
  const unfinished = (await runner.query(
    'SELECT 1 FROM pg_index WHERE indexrelid = to_regclass($1) AND NOT indisvalid',
    [name],
  )) as unknown[];
  if (unfinished.length > 0) await runner.query(`DROP INDEX CONCURRENTLY ${name}`);
  // Waits for the statements of others, and no one waits for it.
  await runner.query('SET lock_timeout = 0');
  await runner.query(`CREATE ${kind} CONCURRENTLY IF NOT EXISTS ${name} ON ${on}`);
  await runner.query('RESET lock_timeout');
  if (comment !== undefined) await runner.query(`COMMENT ON INDEX ${name} IS '${comment}'`);
}
