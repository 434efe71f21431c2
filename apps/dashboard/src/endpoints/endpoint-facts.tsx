import type { Endpoint } from '@postrider/contracts';
import { Code, Group, Text } from '@mantine/core';
import { isPortal } from '../api/permissions.js';
import { Card } from '../parts/card.js';
import { Facts } from '../parts/facts.js';
import { Id } from '../parts/id.js';
import { Metadata } from '../parts/metadata.js';
import { ExactTime } from '../parts/time.js';
import { CustomerLink } from '../shared/customer-link.js';
import { t } from '../texts/texts.js';
import { envelopeName } from './envelope-name.js';
import { OldSecret } from './old-secret.js';

/** The settings of an endpoint. */
export function EndpointFacts({ endpoint }: { endpoint: Endpoint }) {
  const { id, url, event_types, description, format, envelope, limits, created_at, updated_at } = endpoint;
  const { name, uid, metadata, customer, customers, previous_secret_expires_at: oldUntil } = endpoint;
  return (
    <Card title={t(($) => $.endpoints.facts.title)}>
      <Facts
        rows={[
          [
            t(($) => $.endpoints.facts.customer),
            customer === undefined || isPortal() ? null : <CustomerLink key="customer" customer={customer} />,
          ],
          [
            t(($) => $.endpoints.facts.customers),
            customers === 'all' ? t(($) => $.endpoints.facts.everyCustomer) : null,
          ],
          [t(($) => $.endpoints.facts.name), name === null ? null : <bdi key="name">{name}</bdi>],
          [t(($) => $.endpoints.facts.url), <Id key="url" value={url} what={t(($) => $.endpoints.facts.theUrl)} />],
          [t(($) => $.endpoints.facts.events), <EventTypes key="types" types={event_types} />],
          [
            t(($) => $.endpoints.facts.description),
            description === '' || description === null ? null : <bdi key="text">{description}</bdi>,
          ],
          [
            t(($) => $.endpoints.facts.sentAs),
            format === 'slack' ? t(($) => $.endpoints.facts.slack) : t(($) => $.endpoints.facts.json),
          ],
          [
            t(($) => $.endpoints.facts.envelope),
            format === 'slack' || envelope === 'default' ? null : envelopeName(envelope),
          ],
          [t(($) => $.endpoints.facts.rateLimit), <RateLimit key="rate" limit={limits.rate_limit} />],
          [
            t(($) => $.endpoints.facts.oldSecret),
            oldUntil === null ? null : <OldSecret key="secret" endpoint={endpoint} expiresAt={oldUntil} />,
          ],
          [
            t(($) => $.endpoints.facts.metadata),
            Object.keys(metadata).length === 0 || isPortal() ? null : <Metadata key="metadata" metadata={metadata} />,
          ],
          [
            t(($) => $.endpoints.facts.uid),
            uid === null || isPortal() ? null : <Id key="uid" value={uid} what={t(($) => $.endpoints.facts.theUid)} />,
          ],
          [t(($) => $.endpoints.facts.created), <ExactTime key="created" value={created_at} />],
          [
            t(($) => $.endpoints.facts.changed),
            updated_at === created_at ? null : <ExactTime key="updated" value={updated_at} />,
          ],
          [t(($) => $.endpoints.facts.id), <Id key="id" value={id} />],
        ]}
      />
    </Card>
  );
}

function RateLimit({ limit: { value, source } }: { limit: Endpoint['limits']['rate_limit'] }) {
  if (value === null) return t(($) => $.endpoints.facts.noLimit);
  const limit = t(($) => $.endpoints.facts.aSecond, { count: value });
  if (source === 'endpoint') return limit;
  return (
    <Group gap={8}>
      {limit}
      <Text span size="sm" c="dimmed">
        {t(($) => $.endpoints.facts.limitOf[source])}
      </Text>
    </Group>
  );
}

function EventTypes({ types }: { types: readonly string[] }) {
  if (types.includes('*')) return t(($) => $.endpoints.facts.allEvents);
  return (
    <Group gap={4}>
      {types.map((type) => (
        <Code key={type}>{type}</Code>
      ))}
    </Group>
  );
}
