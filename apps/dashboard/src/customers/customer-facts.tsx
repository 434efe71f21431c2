import { Code, Group, Text } from '@mantine/core';
import type { Customer } from '@postrider/contracts';
import { Card } from '../parts/card.js';
import { Facts } from '../parts/facts.js';
import { count } from '../parts/format.js';
import { Id } from '../parts/id.js';
import { Metadata } from '../parts/metadata.js';
import { RouterAnchor } from '../parts/router-anchor.js';
import { ExactTime } from '../parts/time.js';
import { t } from '../texts/texts.js';
import classes from './customers.module.css';

/** The settings of a customer, and where each limit comes from. */
export function CustomerFacts({ customer }: { customer: Customer }) {
  const { id, uid, name, metadata, allowed_event_types: types, limits, created_at, updated_at } = customer;
  return (
    <Card title={t(($) => $.customers.facts.title)}>
      <Facts
        rows={[
          [t(($) => $.customers.facts.uid), <Id key="uid" value={uid} what={t(($) => $.customers.facts.theUid)} />],
          [t(($) => $.customers.facts.name), name === null ? null : <bdi key="name">{name}</bdi>],
          [
            t(($) => $.customers.facts.eventTypes),
            types === null ? t(($) => $.customers.facts.allTypes) : <EventTypes key="types" types={types} />,
          ],
          [
            t(($) => $.customers.facts.rateLimit),
            <Limit key="rate" source={limits.rate_limit.source}>
              {limits.rate_limit.value === null
                ? t(($) => $.customers.facts.noLimit)
                : t(($) => $.customers.facts.requestsASecond, { count: limits.rate_limit.value })}
            </Limit>,
          ],
          [
            t(($) => $.customers.facts.publishLimit),
            <Limit key="publish" source={limits.publish_limit.source}>
              {limits.publish_limit.value === null
                ? t(($) => $.customers.facts.noLimit)
                : t(($) => $.customers.facts.eventsASecond, { count: limits.publish_limit.value })}
            </Limit>,
          ],
          [
            t(($) => $.customers.facts.maxEndpoints),
            <Limit key="endpoints" source={limits.max_endpoints.source}>
              {limits.max_endpoints.value === null
                ? t(($) => $.customers.facts.noLimit)
                : count(limits.max_endpoints.value)}
            </Limit>,
          ],
          [
            t(($) => $.customers.facts.metadata),
            Object.keys(metadata).length === 0 ? null : <Metadata key="metadata" metadata={metadata} />,
          ],
          [
            t(($) => $.customers.facts.traffic),
            <Group key="traffic" gap="md">
              <RouterAnchor to="/" search={{ customer: uid }} size="sm">
                {t(($) => $.shell.pages.overview)}
              </RouterAnchor>
              <RouterAnchor to="/deliveries" search={{ customer: uid }} size="sm">
                {t(($) => $.customers.facts.deliveries)}
              </RouterAnchor>
              <RouterAnchor to="/events" search={{ customer: uid }} size="sm">
                {t(($) => $.customers.facts.events)}
              </RouterAnchor>
            </Group>,
          ],
          [t(($) => $.customers.facts.created), <ExactTime key="created" value={created_at} />],
          [
            t(($) => $.customers.facts.changed),
            updated_at === created_at ? null : <ExactTime key="updated" value={updated_at} />,
          ],
          [t(($) => $.customers.facts.id), <Id key="id" value={id} />],
        ]}
      />
    </Card>
  );
}

interface LimitProps {
  source: Customer['limits']['rate_limit']['source'];
  children: string;
}

function Limit({ source, children }: LimitProps) {
  return (
    <span className={classes.limit}>
      {children}
      <Text span size="sm" c="dimmed">
        {t(($) => $.customers.facts.sources[source])}
      </Text>
    </span>
  );
}

function EventTypes({ types }: { types: readonly string[] }) {
  return (
    <Group gap={4}>
      {types.map((type) => (
        <Code key={type}>{type}</Code>
      ))}
    </Group>
  );
}
