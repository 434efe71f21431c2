import type { Overview } from '@postrider/contracts';
import { Group, SegmentedControl, Text } from '@mantine/core';
import { useState } from 'react';
import { publishCommand } from '../shared/publish-command.js';
import { Card } from '../parts/card.js';
import { EmptyState } from '../parts/empty-state.js';
import { count } from '../parts/format.js';
import { t } from '../texts/texts.js';
import { spanOf } from './bucket-times.js';
import { OutcomeChart } from './outcome-chart.js';
import { OutcomeTable } from './outcome-table.js';
import { outcomes, totalOf } from './outcomes.js';
import classes from './overview.module.css';

const views = [
  { value: 'chart', label: t(($) => $.overview.outcomeCard.chart) },
  { value: 'table', label: t(($) => $.overview.outcomeCard.table) },
];

/** Attempts over time by outcome, as a chart or a table. */
export function OutcomeCard({ overview }: { overview: Overview }) {
  const [view, setView] = useState('chart');
  const { buckets, bucket_seconds, totals } = overview;
  return (
    <Card
      title={t(($) => $.overview.outcomeCard.title)}
      description={t(($) => $.overview.outcomeCard.description, { span: spanOf(bucket_seconds) })}
      actions={
        <SegmentedControl
          size="xs"
          data={views}
          value={view}
          onChange={setView}
          aria-label={t(($) => $.overview.outcomeCard.showAs)}
        />
      }
    >
      <div className={classes.plot}>
        {buckets.every((bucket) => totalOf(bucket) === 0) ? (
          <Quiet />
        ) : view === 'table' ? (
          <div className={classes.view}>
            <OutcomeTable buckets={buckets} bucketSeconds={bucket_seconds} />
          </div>
        ) : (
          <div className={classes.view}>
            <OutcomeChart buckets={buckets} bucketSeconds={bucket_seconds} />
          </div>
        )}
      </div>
      <Group gap="lg" mt="xs" component="ul" className={classes.legend}>
        {outcomes.map(({ key, name, color }) => (
          <li key={key}>
            <span className={classes.swatch} style={{ background: color }} />
            <Text size="xs" span>
              {name}{' '}
              <Text span inherit c="dimmed">
                {count(totals[key])}
              </Text>
            </Text>
          </li>
        ))}
      </Group>
    </Card>
  );
}

function Quiet() {
  return (
    <EmptyState
      title={t(($) => $.overview.outcomeCard.none)}
      command={publishCommand('budget.exceeded', { budget_id: 'bud_8f2k1' })}
    >
      {t(($) => $.overview.outcomeCard.noneMore)}
    </EmptyState>
  );
}
