import { binaryArray, type ArrayElementType } from './binary-array.js';

/** Column name → SQL type, in the order of the statement. */
export type Columns<T> = Readonly<Record<keyof T & string, ArrayElementType>>;

/**
 * Rows as one array parameter per column, so that a statement of fixed text writes any number of rows in one round
 * trip. `from` is `(SELECT unnest($n::type[]) AS <name>, …) AS <alias>`, its parameters numbered from `firstParameter`.
 * PostgreSQL copies each array once more if the functions are listed in FROM.
 */
export function unnest<T extends object>(
  rows: readonly T[],
  columns: Columns<T>,
  { alias, firstParameter = 1 }: { alias: string; firstParameter?: number },
): { from: string; names: string; values: Buffer[] } {
  const entries = Object.entries<ArrayElementType>(columns) as [keyof T & string, ArrayElementType][];
  const names = entries.map(([name]) => name).join(', ');
  const parameters = entries
    .map(([name, type], i) => `unnest($${String(firstParameter + i)}::${type}[]) AS ${name}`)
    .join(', ');
  return {
    from: `(SELECT ${parameters}) AS ${alias}`,
    names,
    values: entries.map(([name, type]) =>
      binaryArray(
        rows.map((row) => row[name]),
        type,
      ),
    ),
  };
}
