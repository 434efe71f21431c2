import type { EndpointActivity } from '@postrider/contracts';
import { Text } from '@mantine/core';
import { Card } from '../parts/card.js';
import { count, countUpTo } from '../parts/format.js';
import { BlockSkeleton } from '../parts/loading.js';
import { t } from '../texts/texts.js';
import { Sparkline } from './sparkline.js';

/** The attempts of the last 24 hours, by hour. */
export function LastDay({ activity }: { activity: EndpointActivity | undefined }) {
  if (activity === undefined) {
    return (
      <Card title={t(($) => $.endpoints.lastDay.title)}>
        <BlockSkeleton height={72 + 26} />
      </Card>
    );
  }
  const delivered = activity.hours.reduce((sum, hour) => sum + hour.delivered, 0);
  const failed = activity.hours.reduce((sum, hour) => sum + hour.failed, 0);
  return (
    <Card title={t(($) => $.endpoints.lastDay.title)}>
      <Sparkline hours={activity.hours} tall />
      <Text size="xs" c="dimmed" mt={8}>
        {delivered + failed === 0
          ? t(($) => $.endpoints.lastDay.none)
          : t(($) => $.endpoints.lastDay.counts, { count: delivered, failed: count(failed) })}{' '}
        {t(($) => $.endpoints.lastDay.pending, { number: countUpTo(activity.pending, activity.pending_capped) })}
      </Text>
    </Card>
  );
}
