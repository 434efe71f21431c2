import { VisuallyHidden } from '@mantine/core';
import classes from './charts.module.css';

interface ColumnsProps {
  /** What it shows, for screen readers. */
  label: string;
  columns: readonly { key: string; name: string; value: number; inWords: string }[];
}

/** A distribution: a column for each part, with its name below. */
export function Columns({ label, columns }: ColumnsProps) {
  const most = Math.max(1, ...columns.map(({ value }) => value));
  return (
    <ul className={classes.columns} aria-label={label}>
      {columns.map(({ key, name, value, inWords }) => (
        <li key={key} title={inWords}>
          <span className={classes.columnArea} aria-hidden>
            <span style={{ height: `${(value / most) * 100}%` }} data-empty={value === 0 || undefined} />
          </span>
          <span className={classes.columnName} aria-hidden>
            {name}
          </span>
          <VisuallyHidden>{inWords}</VisuallyHidden>
        </li>
      ))}
    </ul>
  );
}
