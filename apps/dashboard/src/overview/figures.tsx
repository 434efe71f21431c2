import type { Overview } from '@postrider/contracts';
import type { ReactNode } from 'react';
import { Trans } from 'react-i18next';
import { count, countUpTo, duration, percent } from '../parts/format.js';
import { RouterAnchor } from '../parts/router-anchor.js';
import { Time } from '../parts/time.js';
import { t } from '../texts/texts.js';
import classes from './overview.module.css';

/** Key figures. */
export function Figures({ overview }: { overview: Overview }) {
  const { totals, pending, pending_capped, oldest_pending_at, bucket_seconds, buckets } = overview;
  const minutes = (bucket_seconds * buckets.length) / 60;
  return (
    <dl className={classes.figures}>
      <Figure
        name={t(($) => $.overview.figures.successRate)}
        value={totals.success_rate === null ? none : percent(totals.success_rate)}
      >
        {t(($) => $.overview.figures.ofAllAttempts)}
      </Figure>
      <Figure name={t(($) => $.overview.figures.delivered)} value={count(totals.delivered)}>
        {perMinute(totals.delivered, minutes)}
      </Figure>
      <Figure name={t(($) => $.overview.figures.failed)} value={count(totals.failed)} bad={totals.failed > 0}>
        {totals.failed > 0 ? (
          <RouterAnchor to="/deliveries" search={{ status: 'failed' }} size="xs">
            {t(($) => $.overview.figures.showFailed)}
          </RouterAnchor>
        ) : (
          t(($) => $.overview.figures.retrying, { number: count(totals.retried) })
        )}
      </Figure>
      <Figure
        name={t(($) => $.overview.figures.medianResponse)}
        value={totals.response_ms_p50 === null ? none : duration(totals.response_ms_p50)}
      >
        {totals.response_ms_p95 === null
          ? t(($) => $.overview.figures.noResponse)
          : t(($) => $.overview.figures.within, { time: duration(totals.response_ms_p95) })}
      </Figure>
      <Figure name={t(($) => $.overview.figures.pending)} value={countUpTo(pending, pending_capped)}>
        {oldest_pending_at === null ? (
          t(($) => $.overview.figures.nonePending)
        ) : (
          <Trans i18nKey={($) => $.overview.figures.oldest} components={{ time: <Time value={oldest_pending_at} /> }} />
        )}
      </Figure>
    </dl>
  );
}

const none = '–';

const perMinute = (total: number, minutes: number): string => {
  const rate = total / minutes;
  if (rate > 0 && rate < 1) return t(($) => $.overview.figures.lessThanOne);
  const rounded = rate >= 10 ? count(Math.round(rate)) : String(Number(rate.toPrecision(2)));
  return t(($) => $.overview.figures.aMinute, { rate: rounded });
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
