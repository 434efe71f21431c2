import { migrationNames } from './data-source.js';
import { sqlStateOf, type Sql } from './sql.js';

/**
 * How the database's schema suits this code: `current`; `ahead`, newer and still fit; `behind`, empty or older than this
 * code needs; `incompatible`, newer than this code can run on.
 */
export type SchemaFit = 'current' | 'ahead' | 'behind' | 'incompatible';

export interface SchemaState {
  fit: SchemaFit;
  /** The number of the newest migration that was applied; null in an empty database. */
  schema: string | null;
  /** The number of the newest migration that this code knows. */
  code: string;
  /** The number that a program must know to run on this schema; null in an empty or an older database. */
  oldestCode: string | null;
}

const numberOf = (name: string): number => Number(/\d{13}$/.exec(name)?.[0]);
const newestOf = (names: readonly string[]): number => Math.max(...names.map(numberOf));
const undefinedTable = '42P01';

/** Reads which migrations were applied: a dozen rows. `known` are those that the code knows. */
export async function readSchemaState(sql: Sql, known: readonly string[] = migrationNames): Promise<SchemaState> {
  const code = newestOf(known);
  const applied = await readApplied(sql);
  if (!applied) return { fit: 'behind', schema: null, code: String(code), oldestCode: null };
  const { names, oldestCode } = applied;
  const schema = newestOf(names);
  return {
    fit: fitOf(known, names, oldestCode),
    schema: String(schema),
    code: String(code),
    oldestCode: String(oldestCode),
  };
}

function fitOf(known: readonly string[], applied: readonly string[], oldestCode: number): SchemaFit {
  if (oldestCode > newestOf(known)) return 'incompatible';
  if (known.some((name) => !applied.includes(name))) return 'behind';
  return applied.length > known.length ? 'ahead' : 'current';
}

/** Undefined in a database that has not all of the tables: it is empty, or older than they are. */
async function readApplied(sql: Sql): Promise<{ names: string[]; oldestCode: number } | undefined> {
  try {
    const { rows } = await sql.query<{ names: string[] | null; oldest_code: string }>(
      'SELECT (SELECT array_agg(name) FROM schema_migrations) AS names, oldest_code FROM schema_compatibility',
    );
    const [row] = rows;
    return row?.names ? { names: row.names, oldestCode: Number(row.oldest_code) } : undefined;
  } catch (error) {
    if (sqlStateOf(error) === undefinedTable) return undefined;
    throw error;
  }
}

/** What the schema is for this process while it runs: somebody may migrate, or restore another database. */
export class SchemaCheck {
  /** As it was last read; a process starts on one that suits it. */
  fit: SchemaFit = 'current';

  constructor(private readonly sql: Sql) {}

  async read(): Promise<void> {
    this.fit = (await readSchemaState(this.sql)).fit;
  }

  get isFit(): boolean {
    return this.fit === 'current' || this.fit === 'ahead';
  }
}
