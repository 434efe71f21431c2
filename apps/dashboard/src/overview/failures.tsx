import type { Overview } from '@postrider/contracts';
import { Text } from '@mantine/core';
import { BarList } from '../charts/bar-list.js';
import { lastResponse } from '../shared/last-response.js';
import { Card } from '../parts/card.js';
import { count } from '../parts/format.js';
import { RouterAnchor } from '../parts/router-anchor.js';
import { t } from '../texts/texts.js';
import { type Asked, filtersOfPeriod } from './shown-deliveries.js';

const most = 8;

/** Failed attempts by reason and status. */
export function Failures({ overview, asked }: { overview: Overview; asked: Asked }) {
  const { failures } = overview;
  const title = t(($) => $.overview.failures.title);
  return (
    <Card title={title}>
      {failures.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t(($) => $.overview.failures.none)}
        </Text>
      ) : (
        <BarList
          label={title}
          color="var(--pr-bad-mark)"
          rows={failures.slice(0, most).map(({ reason, response_status, attempts }) => ({
            key: `${reason} ${response_status ?? ''}`,
            name: (
              <RouterAnchor
                to="/deliveries"
                search={{
                  ...filtersOfPeriod(overview, asked),
                  failure_reason: reason,
                  ...(response_status !== null && { response_status }),
                }}
                size="sm"
                title={t(($) => $.overview.failures.show)}
              >
                {lastResponse({ response_status, failure_reason: reason })}
              </RouterAnchor>
            ),
            value: attempts,
            shown: count(attempts),
          }))}
        />
      )}
    </Card>
  );
}
