import { t } from '../texts/texts.js';
import { number } from './rates.js';
import type { Change } from './change.js';
import classes from './overview.module.css';

interface TrendProps {
  change: Change | undefined;
  unit: 'points' | 'percent';
  /** Whether more of it is better, worse, or neither. */
  more?: 'better' | 'worse';
}

/** "▲ 3.1 points": a change against the period before. Nothing if that is unknown. */
export function Trend({ change, unit, more }: TrendProps) {
  if (change === undefined) return null;
  const { by, direction } = change;
  const isBetter = (direction === 'up') === (more === 'better');
  const tone = more === undefined || direction === 'none' ? undefined : isBetter ? 'good' : 'bad';
  const size = number(Math.abs(by));
  return (
    <span className={classes.trend} data-tone={tone} title={t(($) => $.overview.trend.title)}>
      <span aria-hidden>{{ up: '▲', down: '▼', none: '=' }[direction]} </span>
      {direction === 'none' ? t(($) => $.overview.trend.none) : t(($) => $.overview.trend[direction][unit], { size })}
    </span>
  );
}
