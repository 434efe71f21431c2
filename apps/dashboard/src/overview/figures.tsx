import type { Overview } from '@postrider/contracts';
import type { ReactNode } from 'react';
import { count, countUpTo, duration, percent } from '../parts/format.js';
import { RouterAnchor } from '../parts/router-anchor.js';
import { Time } from '../parts/time.js';
import classes from './overview.module.css';

/** Key figures. */
export function Figures({ overview }: { overview: Overview }) {
  const { totals, pending, pending_capped, oldest_pending_at, bucket_seconds, buckets } = overview;
  const minutes = (bucket_seconds * buckets.length) / 60;
  return (
    <dl className={classes.figures}>
      <Figure name="Success rate" value={totals.success_rate === null ? none : percent(totals.success_rate)}>
        of all attempts
      </Figure>
      <Figure name="Delivered" value={count(totals.delivered)}>
        {perMinute(totals.delivered, minutes)} a minute
      </Figure>
      <Figure name="Failed" value={count(totals.failed)} bad={totals.failed > 0}>
        {totals.failed > 0 ? (
          <RouterAnchor to="/deliveries" search={{ status: 'failed' }} size="xs">
            Show them
          </RouterAnchor>
        ) : (
          `${count(totals.retried)} retrying`
        )}
      </Figure>
      <Figure name="Median response" value={totals.response_ms_p50 === null ? none : duration(totals.response_ms_p50)}>
        {totals.response_ms_p95 === null ? 'no response yet' : `95% within ${duration(totals.response_ms_p95)}`}
      </Figure>
      <Figure name="Pending" value={countUpTo(pending, pending_capped)}>
        {oldest_pending_at === null ? (
          'none pending'
        ) : (
          <>
            oldest: <Time value={oldest_pending_at} />
          </>
        )}
      </Figure>
    </dl>
  );
}

const none = '–';

const perMinute = (total: number, minutes: number): string => {
  const rate = total / minutes;
  if (rate > 0 && rate < 1) return 'less than 1';
  return rate >= 10 ? count(Math.round(rate)) : String(Number(rate.toPrecision(2)));
};

function Figure({ name, value, bad = false, children }: FigureProps) {
  return (
    <div className={classes.figure}>
      <dt>{name}</dt>
      <dd className={classes.value} data-bad={bad || undefined}>
        {value}
      </dd>
      <dd className={classes.note}>{children}</dd>
    </div>
  );
}

interface FigureProps {
  name: string;
  value: string;
  bad?: boolean;
  children: ReactNode;
}
