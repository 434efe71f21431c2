import type { Overview } from '@postrider/contracts';
import { Text } from '@mantine/core';
import { Columns } from '../charts/columns.js';
import { Card } from '../parts/card.js';
import { count, duration } from '../parts/format.js';
import { t } from '../texts/texts.js';
import classes from './overview.module.css';

/** The distribution of response times. */
export function ResponseTimes({ overview: { totals, response_times } }: { overview: Overview }) {
  const { response_ms_p50: p50, response_ms_p95: p95, response_ms_p99: p99 } = totals;
  const title = t(($) => $.overview.responseTimes.title);
  if (p50 === null || p95 === null || p99 === null) {
    return (
      <Card title={title}>
        <Text size="sm" c="dimmed">
          {t(($) => $.overview.responseTimes.none)}
        </Text>
      </Card>
    );
  }
  return (
    <Card title={title}>
      <dl className={classes.percentiles}>
        {[
          { name: 'p50', value: p50 },
          { name: 'p95', value: p95 },
          { name: 'p99', value: p99 },
        ].map(({ name, value }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{duration(value)}</dd>
          </div>
        ))}
      </dl>
      <Columns
        label={title}
        columns={response_times.map(({ up_to_ms, responses }) => ({
          key: String(up_to_ms),
          name: duration(up_to_ms),
          value: responses,
          inWords: t(($) => $.overview.responseTimes.upTo, { time: duration(up_to_ms), number: count(responses) }),
        }))}
      />
    </Card>
  );
}
