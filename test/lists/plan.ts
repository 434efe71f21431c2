import { dataSourceOptions, type Database, type Sql } from '@postrider/event-store';
import { DataSource } from 'typeorm';

/** A node of the plan that `EXPLAIN (ANALYZE, FORMAT JSON)` returns, with the fields that tests read. */
interface PlanNode {
  'Node Type': string;
  'Relation Name'?: string;
  'Index Name'?: string;
  'Index Cond'?: string;
  /** A loop. */
  'Actual Rows': number;
  'Actual Loops': number;
  'Rows Removed by Filter'?: number;
  Plans?: PlanNode[];
}

export type Explained = [{ 'QUERY PLAN': [{ Plan: PlanNode }] }];

export interface PlanFigures {
  /** Tables that were read from end to end, with anything in them. */
  wholeTables: string[];
  /** Indexes that are read from end to end, or would be were anything in them. */
  wholeIndexes: string[];
  /** Rows that were read from tables. */
  rowsRead: number;
  /** Most rows that were sorted. */
  rowsSorted: number;
}

/** What the plan of a statement came to when it ran. */
export function figuresOf([row]: Explained): PlanFigures {
  const nodes = allNodes(row['QUERY PLAN'][0].Plan);
  const scans = nodes.filter((node) => node['Relation Name'] !== undefined);
  return {
    wholeTables: scans
      .filter((node) => node['Node Type'] === 'Seq Scan' && rowsReadBy(node) > 0)
      .map((node) => node['Relation Name'] ?? ''),
    wholeIndexes: nodes
      .filter((node) => node['Index Name'] !== undefined && node['Index Cond'] === undefined)
      .map((node) => node['Index Name'] ?? ''),
    rowsRead: scans.reduce((sum, node) => sum + rowsReadBy(node), 0),
    rowsSorted: Math.max(0, ...nodes.filter((node) => node['Node Type'] === 'Sort').map(rowsInto)),
  };
}

type Scalar = string | number | Date;
type Value = Scalar | Scalar[] | null;

/** A data source that writes its statements into `asked`. */
export const recordingDataSource = (url: string, asked: { text: string; values: unknown[] }[]): DataSource =>
  new DataSource({
    ...dataSourceOptions({ url, poolSize: 2, timeoutMs: 60_000 }),
    logging: ['query'],
    logger: {
      logQuery: (text, values) => asked.push({ text, values: (values as unknown[] | undefined) ?? [] }),
      logQueryError: () => undefined,
      logQuerySlow: () => undefined,
      logSchemaBuild: () => undefined,
      logMigration: () => undefined,
      log: () => undefined,
    },
  });

/** A statement and its values. */
interface Asked {
  text: string;
  values: readonly Value[];
}

/**
 * What the one statement of a question came to at worst: planned for its values, and as a prepared statement whose plan
 * is the same for all values, which PostgreSQL takes after a few calls where it seems as good.
 */
export async function planned<T>(
  database: Database,
  question: (sql: Sql) => Promise<T>,
): Promise<PlanFigures & { found: T }> {
  const { asked, found } = await recorded(database, question);
  return { ...(await worstOf(database, only(asked))), found };
}

/** The same for a question of several statements. */
export async function plannedEach<T>(
  database: Database,
  question: (sql: Sql) => Promise<T>,
): Promise<{ plans: PlanFigures[]; found: T }> {
  const { asked, found } = await recorded(database, question);
  const plans = [];
  for (const each of asked) plans.push(await worstOf(database, each));
  return { plans, found };
}

async function worstOf(database: Database, asked: Asked): Promise<PlanFigures> {
  const plans = [await explain(database, asked), await explainPrepared(database, asked)].map(figuresOf);
  return {
    wholeTables: plans.flatMap(({ wholeTables }) => wholeTables),
    wholeIndexes: plans.flatMap(({ wholeIndexes }) => wholeIndexes),
    rowsRead: Math.max(...plans.map(({ rowsRead }) => rowsRead)),
    rowsSorted: Math.max(...plans.map(({ rowsSorted }) => rowsSorted)),
  };
}

/** The statements that a question asks, and what was found. */
async function recorded<T>(
  database: Database,
  question: (sql: Sql) => Promise<T>,
): Promise<{ asked: Asked[]; found: T }> {
  const asked: Asked[] = [];
  const found = await question({
    query: (query, given) => {
      const { text, values = [] } = typeof query === 'string' ? { text: query, values: given } : query;
      asked.push({ text, values: values as Value[] });
      return database.query(query, given);
    },
  });
  return { asked, found };
}

function only(asked: readonly Asked[]): Asked {
  const [first, ...others] = asked;
  if (!first || others.length > 0) throw new Error(`expected one statement, got ${asked.length}`);
  return first;
}

/** What statements come to whose plans were made, and kept, before the tables were filled. */
export async function preparedBefore(
  database: Database,
  questions: readonly ((sql: Sql) => Promise<unknown>)[],
  fill: () => Promise<unknown>,
): Promise<PlanFigures[]> {
  return database.transaction(async (sql) => {
    await sql.query('SET LOCAL plan_cache_mode = force_generic_plan');
    const calls = [];
    for (const [n, question] of questions.entries()) {
      const { text, values } = only((await recorded(database, question)).asked);
      const call = `asked_${String(n)}${values.length > 0 ? `(${values.map(literal).join()})` : ''}`;
      await sql.query(`PREPARE asked_${String(n)} AS ${text}`);
      await sql.query(`EXECUTE ${call}`);
      calls.push(call);
    }
    await fill();
    const plans = [];
    for (const call of calls) plans.push(figuresOf(await explain(sql, { text: `EXECUTE ${call}`, values: [] })));
    return plans;
  });
}

const explaining = 'EXPLAIN (ANALYZE, FORMAT JSON)';

async function explain(sql: Sql, { text, values }: Asked): Promise<Explained> {
  return (await sql.query<Explained[0]>(`${explaining} ${text}`, [...values])).rows as Explained;
}

function explainPrepared(database: Database, { text, values }: Asked): Promise<Explained> {
  return database.transaction(async (sql) => {
    await sql.query('SET LOCAL plan_cache_mode = force_generic_plan');
    await sql.query(`PREPARE asked AS ${text}`);
    const given = values.length > 0 ? `(${values.map(literal).join()})` : '';
    const explained = await explain(sql, { text: `EXECUTE asked${given}`, values: [] });
    await sql.query('DEALLOCATE asked');
    return explained;
  });
}

/** Of ids, numbers and times, which hold nothing to escape. */
function literal(value: Value): string {
  if (value === null) return 'NULL';
  return `'${Array.isArray(value) ? `{${value.map(textOf).join()}}` : textOf(value)}'`;
}

const textOf = (value: Scalar): string => (value instanceof Date ? value.toISOString() : String(value));

const allNodes = (node: PlanNode): PlanNode[] => [node, ...(node.Plans ?? []).flatMap(allNodes)];
const rowsInto = (node: PlanNode): number =>
  (node.Plans ?? []).reduce((sum, child) => sum + child['Actual Rows'] * child['Actual Loops'], 0);
const rowsReadBy = (node: PlanNode): number =>
  (node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0)) * node['Actual Loops'];
