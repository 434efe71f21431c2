import type { Overview } from '@postrider/contracts';
import type { ReactNode } from 'react';
import { Trans } from 'react-i18next';
import { count, countUpTo, duration, percent } from '../parts/format.js';
import { Time } from '../parts/time.js';
import { t } from '../texts/texts.js';
import { changeOfCount, changeInPoints } from './change.js';
import classes from './overview.module.css';
import { pendingOutlook } from './pending-outlook.js';
import { rateWhileActive } from './rates.js';
import type { Asked } from './shown-deliveries.js';
import { StillFailed } from './still-failed.js';
import { Trend } from './trend.js';

/** Key figures, and what they were in the period before. */
export function Figures({ overview, asked }: { overview: Overview; asked: Asked }) {
  const { totals, previous, pending, pending_capped, oldest_pending_at } = overview;
  return (
    <dl className={classes.figures}>
      {totals.failed !== null && (
        <Figure
          name={t(($) => $.overview.figures.arrived)}
          value={share(totals.delivery_success_rate)}
          trend={
            <Trend
              change={changeInPoints(totals.delivery_success_rate, previous?.delivery_success_rate)}
              more="better"
            />
          }
        >
          <span title={t(($) => $.overview.figures.replaysCount)}>
            {t(($) => $.overview.figures.ofDeliveries, { count: totals.delivered + totals.failed })}
          </span>
        </Figure>
      )}
      <Figure
        name={t(($) => $.overview.figures.firstAttempts)}
        value={share(totals.first_attempt_success_rate)}
        trend={
          <Trend
            change={changeInPoints(totals.first_attempt_success_rate, previous?.first_attempt_success_rate)}
            more="better"
          />
        }
      >
        {totals.first_attempts === null
          ? t(($) => $.overview.figures.notCounted)
          : t(($) => $.overview.figures.ofFirstAttempts, { count: totals.first_attempts })}
      </Figure>
      <Figure
        name={t(($) => $.overview.figures.delivered)}
        value={count(totals.delivered)}
        trend={<Trend change={changeOfCount(totals.delivered, previous?.delivered)} />}
      >
        <span title={t(($) => $.overview.figures.whileActive)}>
          {rateWhileActive(totals.delivered, totals.active_seconds) ?? t(($) => $.overview.figures.noTraffic)}
        </span>
      </Figure>
      <Failed overview={overview} asked={asked} />
      <Figure
        name={t(($) => $.overview.figures.medianResponse)}
        value={totals.response_ms_p50 === null ? none : duration(totals.response_ms_p50)}
      >
        {totals.response_ms_p95 === null
          ? t(($) => $.overview.figures.noResponse)
          : t(($) => $.overview.figures.within, { time: duration(totals.response_ms_p95) })}
      </Figure>
      <Figure
        name={t(($) => $.overview.figures.pending)}
        value={countUpTo(pending, pending_capped)}
        trend={<span className={classes.trend}>{pendingOutlook(overview)}</span>}
      >
        {oldest_pending_at !== null && (
          <Trans i18nKey={($) => $.overview.figures.oldest} components={{ time: <Time value={oldest_pending_at} /> }} />
        )}
      </Figure>
    </dl>
  );
}

/** Failed deliveries; of a customer failed attempts, which alone are counted. */
function Failed({ overview, asked }: { overview: Overview; asked: Asked }) {
  const { totals, previous } = overview;
  const { failed, failed_attempts, retried } = totals;
  if (failed === null) {
    return (
      <Figure
        name={t(($) => $.overview.figures.failedAttempts)}
        value={count(failed_attempts)}
        bad={failed_attempts > 0}
        trend={<Trend change={changeOfCount(failed_attempts, previous?.failed_attempts)} more="worse" />}
      >
        {t(($) => $.overview.figures.withRetries)}
      </Figure>
    );
  }
  return (
    <Figure
      name={t(($) => $.overview.figures.failed)}
      value={count(failed)}
      bad={failed > 0}
      trend={<Trend change={changeOfCount(failed, previous?.failed ?? undefined)} more="worse" />}
    >
      {failed > 0 ? (
        <StillFailed overview={overview} asked={asked} />
      ) : (
        t(($) => $.overview.figures.retrying, { number: count(retried ?? 0) })
      )}
    </Figure>
  );
}

const none = '–';

const share = (value: number | null): string => (value === null ? none : percent(value));

function Figure({ name, value, bad = false, trend, children }: FigureProps) {
  return (
    <div className={classes.figure}>
      <dt>{name}</dt>
      <dd className={classes.value} data-bad={bad || undefined}>
        {value}
      </dd>
      <dd className={classes.note}>{children}</dd>
      <dd className={classes.note}>{trend}</dd>
    </div>
  );
}

interface FigureProps {
  name: string;
  value: string;
  bad?: boolean;
  trend?: ReactNode;
  children: ReactNode;
}
