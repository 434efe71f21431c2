import type { ReactNode } from 'react';
import classes from './data-table.module.css';

export interface Column<Row> {
  key: string;
  header: string;
  /** In the place of the header's text: a checkbox for all rows. Not shown on a phone. */
  head?: ReactNode;
  cell: (row: Row) => ReactNode;
  /** CSS width; the columns without one share the rest. */
  width?: string;
  align?: 'right';
  /** Left out on a tablet and in a narrow window, where there is no space for all columns. */
  wide?: boolean;
  /** On a phone the cell stands without its header before it: for titles, badges and buttons. */
  plain?: boolean;
}

interface DataTableProps<Row> {
  /** What the table lists, for screen readers: "Endpoints". */
  label: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  /** selected: part of what an action is for; faded: no longer what it was. */
  rowState?: (row: Row) => 'selected' | 'faded' | undefined;
}

/**
 * A table whose columns keep their widths, whatever rows come and go. On a phone each row is a block of names and
 * values.
 */
export function DataTable<Row>({ label, columns, rows, rowKey, rowState }: DataTableProps<Row>) {
  return (
    <table className={classes.table} aria-label={label}>
      <colgroup>
        {columns.map(({ key, width, wide }) => (
          <col key={key} data-wide={wide} {...(width === undefined ? {} : { style: { width } })} />
        ))}
      </colgroup>
      <thead>
        <tr>
          {columns.map(({ key, header, head, align, wide }) => (
            <th key={key} scope="col" data-align={align} data-wide={wide}>
              {head ?? header}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={rowKey(row)} data-state={rowState?.(row)}>
            {columns.map(({ key, header, cell, align, plain, wide }) => (
              <td
                key={key}
                data-key={key}
                data-align={align}
                data-wide={wide}
                data-header={plain === true ? undefined : header}
              >
                {cell(row)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
