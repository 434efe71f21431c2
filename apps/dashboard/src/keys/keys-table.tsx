import type { ApiKey } from '@postrider/contracts';
import { Group, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { sessionQuery } from '../api/session.js';
import { type Column, DataTable } from '../parts/data-table.js';
import { StatusBadge } from '../parts/status-badge.js';
import { Time } from '../parts/time.js';
import { kindPrefixes } from './kinds.js';
import { RevokeKey } from './revoke-key.js';
import { t } from '../texts/texts.js';

const columns = (ownId: string | undefined): readonly Column<ApiKey>[] => [
  {
    key: 'name',
    header: t(($) => $.keys.columns.name),
    plain: true,
    cell: ({ id, name, revoked_at }) => (
      <Group gap="xs">
        <Text size="sm" fw={600} {...(revoked_at === null ? {} : { c: 'dimmed' })} dir="auto">
          {name ?? t(($) => $.keys.unnamed)}
        </Text>
        {id === ownId && <StatusBadge tone="idle">{t(($) => $.keys.thisSession)}</StatusBadge>}
      </Group>
    ),
  },
  {
    key: 'kind',
    header: t(($) => $.keys.columns.kind),
    width: '8rem',
    wide: true,
    cell: ({ kind }) => t(($) => $.keys.kinds[kind]),
  },
  {
    key: 'key',
    header: t(($) => $.keys.columns.key),
    width: '9.5rem',
    cell: ({ kind, last_four }) => (
      <code>
        {kindPrefixes[kind]}…{last_four}
      </code>
    ),
  },
  {
    key: 'created',
    header: t(($) => $.keys.columns.created),
    width: '8rem',
    wide: true,
    cell: ({ created_at }) => <Time value={created_at} />,
  },
  {
    key: 'used',
    header: t(($) => $.keys.columns.used),
    width: '8rem',
    cell: ({ last_used_at }) => (last_used_at === null ? t(($) => $.keys.never) : <Time value={last_used_at} />),
  },
  {
    key: 'status',
    header: t(($) => $.keys.columns.status),
    width: '11rem',
    cell: (key) =>
      key.revoked_at === null ? (
        <StatusBadge tone="good">{t(($) => $.keys.active)}</StatusBadge>
      ) : (
        <Group gap={6} wrap="nowrap">
          <StatusBadge tone="idle">{t(($) => $.keys.revoked)}</StatusBadge>
          <Text size="xs" c="dimmed" component="span">
            <Time value={key.revoked_at} />
          </Text>
        </Group>
      ),
  },
  {
    key: 'actions',
    header: t(($) => $.keys.columns.actions),
    width: '6rem',
    align: 'right',
    plain: true,
    cell: (key) => key.revoked_at === null && <RevokeKey apiKey={key} isOwn={key.id === ownId} />,
  },
];

export function KeysTable({ keys }: { keys: readonly ApiKey[] }) {
  const { data: session } = useQuery(sessionQuery);
  return (
    <DataTable
      label={t(($) => $.shell.pages.keys)}
      columns={columns(session?.key?.id)}
      rows={keys}
      rowKey={({ id }) => id}
    />
  );
}
