/** A table, as its statements and `docs/schema.md` have it. Comments are stored, so that psql shows them. */
export interface Table {
  name: string;
  comment: string;
  /** Definition and meaning of each column. */
  columns: Readonly<Record<string, readonly [definition: string, comment: string]>>;
  /** Columns of the primary key, unless a column's definition has it. */
  primaryKey?: string;
  /** What follows the parenthesis: partitioning and storage. */
  options?: string;
  /** Definition after `CREATE INDEX <name> ON <table>`, and purpose. */
  indexes?: Readonly<Record<string, readonly [definition: string, comment: string]>>;
}

/**
 * The statements that create a table. The primary key comes last: of indexes with equal costs, as in an empty partition,
 * the planner takes the newest.
 */
export function creating({ name, comment, columns, primaryKey, options = '', indexes = {} }: Table): string[] {
  const definitions = Object.entries(columns).map(([column, [definition]]) => `${column} ${definition}`);
  return [
    `CREATE TABLE ${name} (\n  ${definitions.join(',\n  ')}\n) ${options}`,
    `COMMENT ON TABLE ${name} IS ${literal(comment)}`,
    ...Object.entries(columns).map(
      ([column, [, meaning]]) => `COMMENT ON COLUMN ${name}.${column} IS ${literal(meaning)}`,
    ),
    ...Object.entries(indexes).flatMap(([index, [definition, purpose]]) => [
      `CREATE INDEX ${index} ON ${name} ${definition}`,
      `COMMENT ON INDEX ${index} IS ${literal(purpose)}`,
    ]),
    ...(primaryKey === undefined ? [] : [`ALTER TABLE ${name} ADD PRIMARY KEY (${primaryKey})`]),
  ];
}

const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;
