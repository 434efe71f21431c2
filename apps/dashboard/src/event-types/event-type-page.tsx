import type { EventType } from '@postrider/contracts';
import { Group, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { Card } from '../parts/card.js';
import { Command } from '../parts/command.js';
import { ErrorState } from '../parts/error-state.js';
import { Facts } from '../parts/facts.js';
import { JsonView } from '../parts/json-view.js';
import { BlockSkeleton } from '../parts/loading.js';
import { Page } from '../parts/page.js';
import { RouterAnchor, RouterButton } from '../parts/router-anchor.js';
import { Time } from '../parts/time.js';
import { DeleteEventType } from './delete-event-type.js';
import { eventTypeQuery } from './event-type-calls.js';
import { publishCommand } from '../shared/publish-command.js';
import { SendToButton } from './send-to-button.js';
import { SourceBadge } from './source-badge.js';

const route = getRouteApi('/shell/event-types/$eventType');

export function EventTypePage() {
  const { eventType } = route.useParams();
  const { data, error, isFetching, refetch } = useQuery(eventTypeQuery(eventType));
  return (
    <Page
      title={eventType}
      heading={<bdi>{eventType}</bdi>}
      description={<span dir="auto">{data?.description}</span>}
      parent={{ to: '/event-types', name: 'Event types' }}
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
      {source === 'organization' && (
        <>
          <DeleteEventType type={type} />
          <RouterButton to="/event-types/$eventType/edit" params={{ eventType: type }} variant="default">
            Edit
          </RouterButton>
        </>
      )}
      <SendToButton type={type} />
    </>
  );
}

const origins: Record<EventType['source'], string> = {
  built_in: 'Built into Postrider. Read-only.',
  operator: 'Defined in the operator’s file for all organizations. Read-only.',
  organization: 'Defined by this organization.',
};

function Content({ eventType }: { eventType: EventType }) {
  const { type, example, schema, source, created_at, updated_at } = eventType;
  return (
    <Stack gap="md">
      <Card>
        <Facts
          rows={[
            [
              'From',
              <Group key="from" gap="sm">
                <SourceBadge source={source} />
                <Text size="sm">{origins[source]}</Text>
              </Group>,
            ],
            ['Created', created_at === null ? null : <Time value={created_at} />],
            ['Changed', updated_at === null || updated_at === created_at ? null : <Time value={updated_at} />],
            [
              'Seen in',
              <Group key="seen" gap="md">
                <RouterAnchor to="/events" search={{ type }} size="sm">
                  Its events
                </RouterAnchor>
                <RouterAnchor to="/deliveries" search={{ event_type: type }} size="sm">
                  Its deliveries
                </RouterAnchor>
              </Group>,
            ],
          ]}
        />
      </Card>
      <Card title="Example" description="The data of a typical event. Test events use it.">
        <JsonView value={example} what="the example" />
      </Card>
      <Card
        title="Schema"
        description={
          schema === null
            ? 'None: any data is accepted.'
            : 'JSON Schema (2020-12). Events with invalid data are refused on publish.'
        }
      >
        {schema !== null && <JsonView value={schema} what="the schema" />}
      </Card>
      <Card title="Publish an event" description="With a project key, from your code or a terminal.">
        <Command>{publishCommand(type, example)}</Command>
      </Card>
    </Stack>
  );
}
