import { migrationNames, migrationNumber } from './migrations/migrations.js';
import { sqlStateOf, type Sql } from './sql.js';

/**
 * The database's schema compared with this code: `ahead` is newer and compatible, `behind` is empty or too old,
 * `incompatible` is too new.
 */
export type SchemaFit = 'current' | 'ahead' | 'behind' | 'incompatible';

export interface SchemaState {
  fit: SchemaFit;
  /** Number of the newest applied migration; null in an empty database. */
  schema: string | null;
  /** Number of this code's newest migration. */
  code: string;
  /** Lowest number of `code` that may run on this schema; null in an empty or an older database. */
  oldestCode: string | null;
  /** Names of the migrations of the database, and of those of this code that it lacks; oldest first. */
  applied: string[];
  missing: string[];
}

const newestOf = (names: readonly string[]): number => Math.max(...names.map(migrationNumber));
const undefinedTable = '42P01';

/** Compares the applied migrations with the `known` ones of this code. */
export async function readSchemaState(sql: Sql, known: readonly string[] = migrationNames): Promise<SchemaState> {
  const code = newestOf(known);
  const applied = await readApplied(sql);
  if (!applied) {
    return { fit: 'behind', schema: null, code: String(code), oldestCode: null, applied: [], missing: [...known] };
  }
  const { names, oldestCode } = applied;
  const schema = newestOf(names);
  return {
    fit: fitOf(known, names, oldestCode),
    schema: String(schema),
    code: String(code),
    oldestCode: String(oldestCode),
    applied: names.toSorted((a, b) => migrationNumber(a) - migrationNumber(b)),
    missing: known.filter((name) => !names.includes(name)),
  };
}

function fitOf(known: readonly string[], applied: readonly string[], oldestCode: number): SchemaFit {
  if (oldestCode > newestOf(known)) return 'incompatible';
  if (known.some((name) => !applied.includes(name))) return 'behind';
  return applied.length > known.length ? 'ahead' : 'current';
}

/** Undefined if a table is missing: the database is empty or older than the table. */
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

/** Follows the schema while a process runs: a migration or a restored backup changes it. */
export class SchemaCheck {
  /** As of the last read. A process starts on a compatible schema. */
  fit: SchemaFit = 'current';

  constructor(private readonly sql: Sql) {}

  async read(): Promise<void> {
    this.fit = (await readSchemaState(this.sql)).fit;
  }

  get isFit(): boolean {
    return this.fit === 'current' || this.fit === 'ahead';
  }
}
