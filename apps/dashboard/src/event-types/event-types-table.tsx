import type { EventType } from '@postrider/contracts';
import { Text } from '@mantine/core';
import { type Column, DataTable } from '../parts/data-table.js';
import { RouterAnchor } from '../parts/router-anchor.js';
import { SendToButton } from './send-to-button.js';
import { SourceBadge } from './source-badge.js';

const columns: readonly Column<EventType>[] = [
  {
    key: 'type',
    header: 'Type',
    width: '31%',
    plain: true,
    cell: ({ type }) => (
      <RouterAnchor to="/event-types/$eventType" params={{ eventType: type }} fw={600} size="sm" dir="ltr">
        {type}
      </RouterAnchor>
    ),
  },
  {
    key: 'description',
    header: 'Description',
    plain: true,
    cell: ({ description }) => (
      <Text size="sm" c="dimmed" lineClamp={2} dir="auto">
        {description}
      </Text>
    ),
  },
  { key: 'source', header: 'From', width: '8.5rem', cell: ({ source }) => <SourceBadge source={source} /> },
  {
    key: 'schema',
    header: 'Schema',
    width: '5.5rem',
    cell: ({ schema }) => (schema === null ? 'None' : 'Yes'),
  },
  {
    key: 'actions',
    header: 'Test',
    width: '6.75rem',
    plain: true,
    cell: ({ type }) => <SendToButton type={type} small />,
  },
];

export function EventTypesTable({ types }: { types: readonly EventType[] }) {
  return <DataTable label="Event types" columns={columns} rows={types} rowKey={({ type }) => type} />;
}
