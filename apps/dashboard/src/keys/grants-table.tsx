import type { OAuthGrant } from '@postrider/contracts';
import { Text } from '@mantine/core';
import { type Column, DataTable } from '../parts/data-table.js';
import { Time } from '../parts/time.js';
import { t } from '../texts/texts.js';
import { DisconnectGrant } from './disconnect-grant.js';

const columns: readonly Column<OAuthGrant>[] = [
  {
    key: 'client',
    header: t(($) => $.keys.grants.columns.client),
    plain: true,
    cell: ({ client_name }) => (
      <Text size="sm" fw={600} dir="auto">
        {client_name ?? t(($) => $.keys.grants.unnamed)}
      </Text>
    ),
  },
  {
    key: 'place',
    header: t(($) => $.keys.grants.columns.place),
    width: '12rem',
    cell: ({ redirect: { kind, host } }) => t(($) => $.keys.grants.places[kind], { host }),
  },
  {
    key: 'scope',
    header: t(($) => $.keys.grants.columns.scope),
    width: '9.5rem',
    cell: ({ scope }) => t(($) => $.keys.grants.scopes[scope]),
  },
  {
    key: 'created',
    header: t(($) => $.keys.grants.columns.created),
    width: '8rem',
    wide: true,
    cell: ({ created_at }) => <Time value={created_at} />,
  },
  {
    key: 'used',
    header: t(($) => $.keys.grants.columns.used),
    width: '8rem',
    cell: ({ last_used_at }) => <Time value={last_used_at} />,
  },
  {
    key: 'actions',
    header: t(($) => $.keys.columns.actions),
    width: '8rem',
    align: 'right',
    plain: true,
    cell: (grant) => <DisconnectGrant grant={grant} />,
  },
];

export function GrantsTable({ grants }: { grants: readonly OAuthGrant[] }) {
  return <DataTable label={t(($) => $.keys.grants.title)} columns={columns} rows={grants} rowKey={({ id }) => id} />;
}
