import { binaryArray, type ArrayElementType } from './binary-array.js';

/** Column name → SQL type, in the order of the statement. */
export type Columns<T> = Readonly<Record<keyof T & string, ArrayElementType>>;

/**
 * Rows as one array parameter per column: a statement of fixed text writes any number of rows in one round trip.
 * `from` is `unnest($n::type[], …) AS <alias> (<names>)`, its parameters numbered from `firstParameter`.
 */
export function unnest<T extends object>(
  rows: readonly T[],
  columns: Columns<T>,
  { alias, firstParameter = 1 }: { alias: string; firstParameter?: number },
): { from: string; names: string; values: Buffer[] } {
  const entries = Object.entries<ArrayElementType>(columns) as [keyof T & string, ArrayElementType][];
  const names = entries.map(([name]) => name).join(', ');
  const parameters = entries.map(([, type], i) => `$${String(firstParameter + i)}::${type}[]`).join(', ');
  return {
    from: `unnest(${parameters}) AS ${alias} (${names})`,
    names,
    values: entries.map(([name, type]) =>
      binaryArray(
        rows.map((row) => row[name]),
        type,
      ),
    ),
  };
}
