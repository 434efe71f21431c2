import type { Overview } from '@postrider/contracts';
import { spanOf } from '../charts/bucket-times.js';
import { ChartCard } from '../charts/chart-card.js';
import { exampleEvent, publishCommand } from '../shared/publish-command.js';
import { EmptyState } from '../parts/empty-state.js';
import { count } from '../parts/format.js';
import { t } from '../texts/texts.js';
import { outcomeSeries } from './outcomes.js';

interface OutcomeCardProps {
  overview: Overview;
  /** Whose attempts they are, if they are of one customer. */
  customer: string | undefined;
}

/** Attempts over time by outcome. */
export function OutcomeCard({ overview: { buckets, bucket_seconds }, customer }: OutcomeCardProps) {
  return (
    <ChartCard
      title={t(($) => $.overview.outcomeCard.title)}
      description={t(($) => $.overview.outcomeCard.description, { span: spanOf(bucket_seconds) })}
      label={t(($) => $.overview.outcomeCard.label)}
      starts={buckets.map(({ start }) => start)}
      bucketSeconds={bucket_seconds}
      series={outcomeSeries(buckets)}
      total={({ values }) => count(values.reduce<number>((sum, value) => sum + (value ?? 0), 0))}
      none={
        <EmptyState
          title={t(($) => $.overview.outcomeCard.none)}
          command={publishCommand(
            customer === undefined ? exampleEvent : { customer, ...exampleEvent },
            location.origin,
          )}
        >
          {t(($) => $.overview.outcomeCard.noneMore)}
        </EmptyState>
      }
    />
  );
}
