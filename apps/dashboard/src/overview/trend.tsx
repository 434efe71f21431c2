import { t } from '../texts/texts.js';
import { number } from './rates.js';
import type { Change } from './change.js';
import classes from './overview.module.css';

interface TrendProps {
  /** A change of a share is in points. */
  change: (Change & { unit?: 'percent' | 'times' }) | undefined;
  /** Whether more of it is better, worse, or neither. */
  more?: 'better' | 'worse';
}

/** "▲ 3.1 points": a change against the period before. Nothing if that is unknown. */
export function Trend({ change, more }: TrendProps) {
  if (change === undefined) return null;
  const { by, direction, unit = 'points' } = change;
  const isBetter = (direction === 'up') === (more === 'better');
  const tone = more === undefined || direction === 'none' ? undefined : isBetter ? 'good' : 'bad';
  return (
    <span className={classes.trend} data-tone={tone} title={t(($) => $.overview.trend.title)}>
      <span aria-hidden>{{ up: '▲', down: '▼', none: '=' }[direction]} </span>
      {inWords(direction, unit, number(Math.abs(by)))}
    </span>
  );
}

function inWords(direction: Change['direction'], unit: 'points' | 'percent' | 'times', size: string): string {
  if (direction === 'none') return t(($) => $.overview.trend.none);
  if (unit === 'times') return t(($) => $.overview.trend.times, { size });
  return t(($) => $.overview.trend[direction][unit], { size });
}
