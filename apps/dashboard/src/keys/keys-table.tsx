import type { ApiKey } from '@postrider/contracts';
import { Group, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { sessionQuery } from '../api/session.js';
import { type Column, DataTable } from '../parts/data-table.js';
import { StatusBadge } from '../parts/status-badge.js';
import { Time } from '../parts/time.js';
import { kindNames, kindPrefixes } from './kinds.js';
import { RevokeKey } from './revoke-key.js';

const columns = (ownId: string | undefined): readonly Column<ApiKey>[] => [
  {
    key: 'name',
    header: 'Name',
    plain: true,
    cell: ({ id, name, revoked_at }) => (
      <Group gap="xs">
        <Text size="sm" fw={600} {...(revoked_at === null ? {} : { c: 'dimmed' })} dir="auto">
          {name ?? 'Unnamed'}
        </Text>
        {id === ownId && <StatusBadge tone="good">This session</StatusBadge>}
      </Group>
    ),
  },
  { key: 'kind', header: 'Kind', width: '8rem', cell: ({ kind }) => kindNames[kind] },
  {
    key: 'key',
    header: 'Key',
    width: '9.5rem',
    cell: ({ kind, last_four }) => (
      <code>
        {kindPrefixes[kind]}…{last_four}
      </code>
    ),
  },
  { key: 'created', header: 'Created', width: '8rem', cell: ({ created_at }) => <Time value={created_at} /> },
  {
    key: 'used',
    header: 'Last used',
    width: '8rem',
    cell: ({ last_used_at }) => (last_used_at === null ? 'Never' : <Time value={last_used_at} />),
  },
  {
    key: 'revoke',
    header: 'Status',
    width: '11rem',
    cell: (key) =>
      key.revoked_at === null ? (
        <RevokeKey apiKey={key} isOwn={key.id === ownId} />
      ) : (
        <Group gap={6} wrap="nowrap">
          <StatusBadge tone="idle">Revoked</StatusBadge>
          <Text size="xs" c="dimmed" component="span">
            <Time value={key.revoked_at} />
          </Text>
        </Group>
      ),
  },
];

export function KeysTable({ keys }: { keys: readonly ApiKey[] }) {
  const { data: session } = useQuery(sessionQuery);
  return <DataTable label="Keys" columns={columns(session?.key?.id)} rows={keys} rowKey={({ id }) => id} />;
}
