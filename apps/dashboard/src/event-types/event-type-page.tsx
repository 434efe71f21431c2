import type { EventType } from '@postrider/contracts';
import { Group, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { can, isPortal } from '../api/permissions.js';
import { Card } from '../parts/card.js';
import { ErrorState } from '../parts/error-state.js';
import { Facts } from '../parts/facts.js';
import { JsonView } from '../parts/json-view.js';
import { BlockSkeleton } from '../parts/loading.js';
import { Page } from '../parts/page.js';
import { RouterAnchor, RouterButton } from '../parts/router-anchor.js';
import { Time } from '../parts/time.js';
import { DeleteEventType } from './delete-event-type.js';
import { eventTypeQuery } from './event-type-calls.js';
import { PublishButton } from '../publish/publish-button.js';
import { PublishHelp } from '../publish/publish-help.js';
import { isOperationalType } from '../shared/operational-type.js';
import { SendToButton } from './send-to-button.js';
import { SourceBadge } from './source-badge.js';
import { t } from '../texts/texts.js';

const route = getRouteApi('/shell/event-types/$eventType');

export function EventTypePage() {
  const { eventType } = route.useParams();
  const { data, error, isFetching, refetch } = useQuery(eventTypeQuery(eventType));
  return (
    <Page
      title={eventType}
      heading={<bdi>{eventType}</bdi>}
      description={<span dir="auto">{data?.description}</span>}
      parent={{ to: '/event-types', name: t(($) => $.shell.pages.eventTypes) }}
      actions={data !== undefined && <Actions eventType={data} />}
    >
      {data === undefined ? (
        <Card>
          {error === null ? (
            <BlockSkeleton height="20rem" />
          ) : (
            <ErrorState error={error} retrying={isFetching} onRetry={() => void refetch()} />
          )}
        </Card>
      ) : (
        <Content eventType={data} />
      )}
    </Page>
  );
}

function Actions({ eventType: { type, source } }: { eventType: EventType }) {
  return (
    <>
      {source === 'organization' && !isPortal() && (
        <>
          <DeleteEventType type={type} />
          <RouterButton to="/event-types/$eventType/edit" params={{ eventType: type }} variant="default">
            {t(($) => $.eventTypes.page.edit)}
          </RouterButton>
        </>
      )}
      {can('test') && !isOperationalType(type) && <SendToButton type={type} />}
      {!isPortal() && !isOperationalType(type) && <PublishButton type={type} />}
    </>
  );
}

function Content({ eventType }: { eventType: EventType }) {
  const { type, example, schema, source, created_at, updated_at } = eventType;
  return (
    <Stack gap="md">
      <Card>
        <Facts
          rows={[
            [
              t(($) => $.eventTypes.from),
              isPortal() ? null : (
                <Group key="from" gap="sm">
                  <SourceBadge source={source} />
                  <Text size="sm">{t(($) => $.eventTypes.origins[source])}</Text>
                </Group>
              ),
            ],
            [t(($) => $.eventTypes.page.created), created_at === null ? null : <Time value={created_at} />],
            [
              t(($) => $.eventTypes.page.changed),
              updated_at === null || updated_at === created_at ? null : <Time value={updated_at} />,
            ],
            [
              t(($) => $.eventTypes.page.seenIn),
              <Group key="seen" gap="md">
                {!isPortal() && (
                  <RouterAnchor to="/events" search={{ type }} size="sm">
                    {t(($) => $.eventTypes.page.events)}
                  </RouterAnchor>
                )}
                <RouterAnchor to="/deliveries" search={{ event_type: type }} size="sm">
                  {t(($) => $.eventTypes.page.deliveries)}
                </RouterAnchor>
              </Group>,
            ],
          ]}
        />
      </Card>
      <Card
        title={t(($) => $.eventTypes.example)}
        description={isOperationalType(type) ? undefined : t(($) => $.eventTypes.page.exampleHint)}
      >
        <JsonView value={example} what={t(($) => $.eventTypes.page.theExample)} />
      </Card>
      <Card
        title={t(($) => $.eventTypes.schema)}
        description={schema === null ? t(($) => $.eventTypes.page.noSchema) : t(($) => $.eventTypes.page.schemaHint)}
      >
        {schema !== null && <JsonView value={schema} what={t(($) => $.eventTypes.page.theSchema)} />}
      </Card>
      {!isPortal() && !isOperationalType(type) && (
        <Card title={t(($) => $.eventTypes.page.publish)} description={t(($) => $.eventTypes.page.publishHint)}>
          <PublishHelp type={type} data={example} />
        </Card>
      )}
    </Stack>
  );
}
