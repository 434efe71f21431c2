/** The rows from one to another, both included, in their order; only the second if the first is not among them. */
export function rowRange<Row extends { id: string }>(rows: readonly Row[], from: string | undefined, to: Row): Row[] {
  const [start, end] = [rows.findIndex(({ id }) => id === from), rows.findIndex(({ id }) => id === to.id)];
  if (start === -1 || end === -1) return [to];
  return rows.slice(Math.min(start, end), Math.max(start, end) + 1);
}
