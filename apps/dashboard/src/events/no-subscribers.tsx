import type { EventDetail } from '@postrider/contracts';
import { Group, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Trans } from 'react-i18next';
import { allEndpointsQuery } from '../shared/all-endpoints.js';
import { CustomerLink } from '../shared/customer-link.js';
import { Card } from '../parts/card.js';
import { RouterAnchor, RouterButton } from '../parts/router-anchor.js';
import { t } from '../texts/texts.js';
import { RecoverButton } from './recover-button.js';
import { subscribersOf } from './subscribers.js';

/** Why an event has no delivery, and the remedy. */
export function NoSubscribers({ event }: { event: EventDetail }) {
  const { data: endpoints } = useQuery(allEndpointsQuery);
  const subscribers = endpoints && subscribersOf(event, endpoints);
  return (
    <Card title={t(($) => $.events.noSubscribers.title)}>
      <Stack gap="sm" align="flex-start">
        <Text size="sm">
          {event.customer === undefined ? (
            <Trans
              i18nKey={($) => $.events.noSubscribers.reason}
              values={{ type: event.type }}
              components={{ code: <code /> }}
            />
          ) : (
            <Trans
              i18nKey={($) => $.events.noSubscribers.reasonOfCustomer}
              values={{ type: event.type }}
              components={{ code: <code />, customer: <CustomerLink customer={event.customer} /> }}
            />
          )}
        </Text>
        {subscribers?.some(({ active }) => active) === true && (
          <Text size="sm" c="dimmed">
            {t(($) => $.events.noSubscribers.others)}
          </Text>
        )}
        {subscribers?.length === 0 && <NoSubscriber event={event} />}
        {subscribers?.map((endpoint) => (
          <Subscriber key={endpoint.id} event={event} endpoint={endpoint} />
        ))}
      </Stack>
    </Card>
  );
}

function NoSubscriber({ event: { type, customer } }: { event: EventDetail }) {
  const ofCustomer = customer === undefined ? {} : { customer: customer.uid };
  return (
    <>
      <Text size="sm">
        <Trans
          i18nKey={($) => $.events.noSubscribers.todo}
          components={{ existing: <RouterAnchor to="/endpoints" search={ofCustomer} size="sm" underline="always" /> }}
        />
      </Text>
      <RouterButton to="/endpoints/new" search={{ event_type: type, ...ofCustomer }}>
        {t(($) => $.events.noSubscribers.create)}
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
        {active ? t(($) => $.events.noSubscribers.active) : t(($) => $.events.noSubscribers.inactive)}{' '}
        <RouterAnchor to="/endpoints/$endpointId" params={{ endpointId: id }} size="sm" underline="always">
          {url}
        </RouterAnchor>
      </Text>
      {active ? (
        <RecoverButton event={event} endpointId={id} />
      ) : (
        <RouterButton to="/endpoints/$endpointId" params={{ endpointId: id }} variant="default" size="xs">
          {t(($) => $.events.noSubscribers.activate)}
        </RouterButton>
      )}
    </Group>
  );
}
