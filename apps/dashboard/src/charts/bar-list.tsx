import type { ReactNode } from 'react';
import classes from './charts.module.css';

interface BarRow {
  key: string;
  name: ReactNode;
  /** By which the bar is long. */
  value: number;
  shown: ReactNode;
}

interface BarListProps {
  /** What it lists, for screen readers. */
  label: string;
  rows: readonly BarRow[];
  color?: string;
}

/** Names with their numbers, and bars to compare them. */
export function BarList({ label, rows, color = 'var(--pr-idle-mark)' }: BarListProps) {
  const most = Math.max(1, ...rows.map(({ value }) => value));
  return (
    <ul className={classes.bars} aria-label={label}>
      {rows.map(({ key, name, value, shown }) => (
        <li key={key}>
          <span className={classes.barName}>{name}</span>
          <span className={classes.barNumber}>{shown}</span>
          <span className={classes.bar} aria-hidden>
            <span style={{ width: `${(value / most) * 100}%`, background: color }} />
          </span>
        </li>
      ))}
    </ul>
  );
}
