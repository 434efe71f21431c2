import type { EventType } from '@postrider/contracts';
import { Text } from '@mantine/core';
import { can, isPortal } from '../api/permissions.js';
import { type Column, DataTable } from '../parts/data-table.js';
import { RouterAnchor } from '../parts/router-anchor.js';
import { isOperationalType } from '../shared/operational-type.js';
import { SendToButton } from './send-to-button.js';
import { SourceBadge } from './source-badge.js';
import { t } from '../texts/texts.js';

const columns: readonly Column<EventType>[] = [
  {
    key: 'type',
    header: t(($) => $.eventTypes.list.type),
    width: '35%',
    plain: true,
    cell: ({ type }) => (
      <RouterAnchor to="/event-types/$eventType" params={{ eventType: type }} fw={600} size="sm" dir="ltr">
        {type}
      </RouterAnchor>
    ),
  },
  {
    key: 'description',
    header: t(($) => $.eventTypes.form.description),
    plain: true,
    cell: ({ description }) => (
      <Text size="sm" c="dimmed" lineClamp={2} dir="auto">
        {description}
      </Text>
    ),
  },
  {
    key: 'source',
    header: t(($) => $.eventTypes.from),
    width: '8.5rem',
    cell: ({ source }) => <SourceBadge source={source} />,
  },
  {
    key: 'schema',
    header: t(($) => $.eventTypes.schema),
    width: '5.5rem',
    wide: true,
    cell: ({ schema }) =>
      schema === null ? t(($) => $.eventTypes.list.noSchema) : t(($) => $.eventTypes.list.hasSchema),
  },
  {
    key: 'actions',
    header: t(($) => $.eventTypes.list.test),
    width: '6.75rem',
    align: 'right',
    plain: true,
    cell: ({ type }) => (isOperationalType(type) ? null : <SendToButton type={type} small />),
  },
];

/** Who defined a type is nothing to customers in the portal. */
const isShown = ({ key }: Column<EventType>): boolean =>
  key === 'source' ? !isPortal() : key !== 'actions' || can('test');

export function EventTypesTable({ types }: { types: readonly EventType[] }) {
  return (
    <DataTable
      label={t(($) => $.shell.pages.eventTypes)}
      columns={columns.filter(isShown)}
      rows={types}
      rowKey={({ type }) => type}
    />
  );
}
