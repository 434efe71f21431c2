import type { Overview } from '@postrider/contracts';
import { Text } from '@mantine/core';
import { BarList } from '../charts/bar-list.js';
import { EndpointName } from '../shared/endpoint-name.js';
import { Card } from '../parts/card.js';
import { count, percent } from '../parts/format.js';
import { RouterAnchor } from '../parts/router-anchor.js';
import { t } from '../texts/texts.js';

/** Endpoints with the most attempts, and the share that succeeded. */
export function TopEndpoints({ endpoints }: { endpoints: Overview['top_endpoints'] }) {
  const title = t(($) => $.overview.topEndpoints.title);
  return (
    <Card title={title} description={t(($) => $.overview.topEndpoints.description)}>
      {endpoints.length === 0 ? (
        <Nothing />
      ) : (
        <BarList
          label={title}
          rows={endpoints.map(({ id, delivered, failed }) => ({
            key: id,
            name: <EndpointName id={id} />,
            value: delivered + failed,
            shown: t(($) => $.overview.topEndpoints.row, {
              count: delivered + failed,
              share: percent(delivered / (delivered + failed)),
            }),
          }))}
        />
      )}
    </Card>
  );
}

/** The most frequent types among the newest events. */
export function TopEventTypes({ top: { events, types } }: { top: Overview['top_event_types'] }) {
  const title = t(($) => $.overview.topEventTypes.title);
  return (
    <Card title={title} description={t(($) => $.overview.topEventTypes.description, { count: events })}>
      {types.length === 0 ? (
        <Nothing />
      ) : (
        <BarList
          label={title}
          rows={types.map((each) => ({
            key: each.type,
            name: (
              <RouterAnchor to="/events" search={{ type: each.type }} size="sm" title={each.type}>
                {each.type}
              </RouterAnchor>
            ),
            value: each.events,
            shown: count(each.events),
          }))}
        />
      )}
    </Card>
  );
}

function Nothing() {
  return (
    <Text size="sm" c="dimmed">
      {t(($) => $.overview.topEndpoints.none)}
    </Text>
  );
}
