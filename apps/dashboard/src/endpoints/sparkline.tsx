import { count } from '../parts/format.js';
import { t } from '../texts/texts.js';
import type { ActivityHour } from './endpoint-queries.js';
import classes from './endpoints.module.css';

const height = 28;

/** Bars of 24 hours: delivered attempts, and failed ones above them in another color. */
export function Sparkline({ hours }: { hours: readonly ActivityHour[] }) {
  const top = Math.max(1, ...hours.map(({ delivered, failed }) => delivered + failed));
  const delivered = hours.reduce((sum, hour) => sum + hour.delivered, 0);
  const failed = hours.reduce((sum, hour) => sum + hour.failed, 0);
  const scale = height / top;
  return (
    <svg
      className={classes.sparkline}
      viewBox={`0 0 ${hours.length * 4} ${height}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={inWords(delivered, failed)}
    >
      <line x1="0" y1={height - 0.5} x2="100%" y2={height - 0.5} />
      {hours.map((hour, index) => (
        <g key={hour.start}>
          <rect x={index * 4} width="3" {...bar(0, hour.delivered, scale)} className={classes.delivered} />
          <rect x={index * 4} width="3" {...bar(hour.delivered, hour.failed, scale)} className={classes.failed} />
        </g>
      ))}
    </svg>
  );
}

const inWords = (delivered: number, failed: number): string =>
  delivered + failed === 0
    ? t(($) => $.endpoints.sparkline.none)
    : t(($) => $.endpoints.sparkline.counts, { delivered: count(delivered), failed: count(failed) });

/** Any value above 0 is visible. */
function bar(below: number, value: number, scale: number): { y: number; height: number } {
  const size = value === 0 ? 0 : Math.max(value * scale, 1.5);
  return { y: height - below * scale - size, height: size };
}
