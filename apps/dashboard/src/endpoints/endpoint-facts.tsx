import type { Endpoint } from '@postrider/contracts';
import { Code, Group } from '@mantine/core';
import { Card } from '../parts/card.js';
import { countOf } from '../parts/format.js';
import { Facts } from '../parts/facts.js';
import { Id } from '../parts/id.js';
import { ExactTime } from '../parts/time.js';
import { OldSecret } from './old-secret.js';

/** The settings of an endpoint. */
export function EndpointFacts({ endpoint }: { endpoint: Endpoint }) {
  const { id, url, event_types, description, format, rate_limit, created_at, updated_at } = endpoint;
  const { previous_secret_expires_at: oldUntil } = endpoint;
  return (
    <Card title="Settings">
      <Facts
        rows={[
          ['URL', <Id key="url" value={url} what="the URL" />],
          ['Events', <EventTypes key="types" types={event_types} />],
          ['Description', description === '' || description === null ? null : <bdi key="text">{description}</bdi>],
          ['Sent as', format === 'slack' ? 'Slack message (Slack webhook URL)' : 'JSON, signed'],
          ['Rate limit', rate_limit === null ? 'none' : `${countOf(rate_limit, 'request')} a second`],
          [
            'Old secret',
            oldUntil === null ? null : <OldSecret key="secret" endpoint={endpoint} expiresAt={oldUntil} />,
          ],
          ['Created', <ExactTime key="created" value={created_at} />],
          ['Changed', updated_at === created_at ? null : <ExactTime key="updated" value={updated_at} />],
          ['Id', <Id key="id" value={id} />],
        ]}
      />
    </Card>
  );
}

function EventTypes({ types }: { types: readonly string[] }) {
  if (types.includes('*')) return 'all';
  return (
    <Group gap={4}>
      {types.map((type) => (
        <Code key={type}>{type}</Code>
      ))}
    </Group>
  );
}
