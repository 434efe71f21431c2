import { Text } from '@mantine/core';
import type { PortalSession } from '@postrider/contracts';
import { type Column, DataTable } from '../parts/data-table.js';
import { Time } from '../parts/time.js';
import { t } from '../texts/texts.js';
import { capabilitiesInWords } from './portal-capabilities.js';
import { RevokePortalSession } from './revoke-portal-session.js';

interface PortalSessionsTableProps {
  sessions: readonly PortalSession[];
  customerId: string;
}

const columns = (customerId: string): readonly Column<PortalSession>[] => [
  {
    key: 'capabilities',
    header: t(($) => $.customers.portal.columns.capabilities),
    cell: ({ capabilities }) => <Text size="sm">{capabilitiesInWords(capabilities)}</Text>,
  },
  {
    key: 'created',
    header: t(($) => $.customers.portal.columns.created),
    width: '9rem',
    cell: ({ created_at }) => <Time value={created_at} />,
  },
  {
    key: 'ends',
    header: t(($) => $.customers.portal.columns.ends),
    width: '9rem',
    cell: ({ expires_at }) => <Time value={expires_at} />,
  },
  {
    key: 'actions',
    header: t(($) => $.customers.portal.columns.actions),
    width: '7rem',
    align: 'right',
    plain: true,
    cell: (session) => <RevokePortalSession session={session} customerId={customerId} />,
  },
];

export function PortalSessionsTable({ sessions, customerId }: PortalSessionsTableProps) {
  return (
    <DataTable
      label={t(($) => $.customers.portal.sessions)}
      columns={columns(customerId)}
      rows={sessions}
      rowKey={({ id }) => id}
    />
  );
}
