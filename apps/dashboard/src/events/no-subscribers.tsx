import type { EventDetail } from '@postrider/contracts';
import { Group, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { allEndpointsQuery } from '../shared/all-endpoints.js';
import { Card } from '../parts/card.js';
import { RouterAnchor, RouterButton } from '../parts/router-anchor.js';
import { RecoverButton } from './recover-button.js';
import { subscribersOf } from './subscribers.js';

/** Why an event has no delivery, and the remedy. */
export function NoSubscribers({ event }: { event: EventDetail }) {
  const { data: endpoints } = useQuery(allEndpointsQuery);
  const subscribers = endpoints && subscribersOf(event.type, endpoints);
  return (
    <Card title="No subscribers">
      <Stack gap="sm" align="flex-start">
        <Text size="sm">
          When it was published, no active endpoint was subscribed to <code>{event.type}</code>. The event is stored, so
          it can still be delivered.
        </Text>
        {subscribers?.some(({ active }) => active) === true && (
          <Text size="sm" c="dimmed">
            Other events that the endpoint missed within ten seconds of it are delivered, too. For a longer period,
            recover events on the endpoint’s page.
          </Text>
        )}
        {subscribers?.length === 0 && <NoSubscriber type={event.type} />}
        {subscribers?.map((endpoint) => (
          <Subscriber key={endpoint.id} event={event} endpoint={endpoint} />
        ))}
      </Stack>
    </Card>
  );
}

function NoSubscriber({ type }: { type: string }) {
  return (
    <>
      <Text size="sm">
        No endpoint subscribes to it now. Create one, or add the type to an{' '}
        <RouterAnchor to="/endpoints" size="sm" underline="always">
          existing one
        </RouterAnchor>
        . Then deliver this event from here, or recover a time range on the endpoint’s page.
      </Text>
      <RouterButton to="/endpoints/new" search={{ event_type: type }}>
        Create an endpoint
      </RouterButton>
    </>
  );
}

interface SubscriberProps {
  event: EventDetail;
  endpoint: { id: string; url: string; active: boolean };
}

function Subscriber({ event, endpoint: { id, url, active } }: SubscriberProps) {
  return (
    <Group gap="sm" w="100%" justify="space-between">
      <Text size="sm" miw={0} flex="1 1 16rem">
        {active ? 'Subscribed now: ' : 'Subscribed, but inactive: '}
        <RouterAnchor to="/endpoints/$endpointId" params={{ endpointId: id }} size="sm" underline="always">
          {url}
        </RouterAnchor>
      </Text>
      {active ? (
        <RecoverButton event={event} endpointId={id} />
      ) : (
        <RouterButton to="/endpoints/$endpointId" params={{ endpointId: id }} variant="default" size="xs">
          Activate it first
        </RouterButton>
      )}
    </Group>
  );
}
