import type { Customer } from '@postrider/contracts';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { activityQuery } from '../endpoints/endpoint-queries.js';
import { type Column, DataTable } from '../parts/data-table.js';
import { AboveRowLink, RowLink } from '../parts/row-link.js';
import { StatusBadge } from '../parts/status-badge.js';
import { Time } from '../parts/time.js';
import { allEndpointsQuery } from '../shared/all-endpoints.js';
import type { EndpointState } from '../shared/endpoint-state.js';
import { t } from '../texts/texts.js';
import { worstStates } from './customer-health.js';
import { CustomerBadge } from './customer-badge.js';

type States = ReadonlyMap<string, EndpointState>;

/** `states` are of the worst endpoint of each customer; undefined until they are known. */
const columnsOf = (states: States | undefined): readonly Column<Customer>[] => [
  {
    key: 'uid',
    header: t(($) => $.customers.table.uid),
    plain: true,
    cell: ({ id, uid }) => (
      <RowLink to="/customers/$customer" params={{ customer: id }} dir="auto">
        {uid}
      </RowLink>
    ),
  },
  {
    key: 'name',
    header: t(($) => $.customers.table.name),
    width: '28%',
    cell: ({ name }) => name !== null && <bdi>{name}</bdi>,
  },
  {
    key: 'status',
    header: t(($) => $.customers.table.status),
    width: '9.5rem',
    cell: (customer) => <CustomerBadge customer={customer} />,
  },
  {
    key: 'endpoints',
    header: t(($) => $.customers.table.worst),
    width: '10rem',
    cell: ({ id }) => {
      const state = states?.get(id);
      return state !== undefined && <StatusBadge tone={state.tone}>{state.name}</StatusBadge>;
    },
  },
  {
    key: 'created',
    header: t(($) => $.customers.table.created),
    width: '8rem',
    align: 'right',
    wide: true,
    cell: ({ created_at }) => (
      <AboveRowLink>
        <Time value={created_at} />
      </AboveRowLink>
    ),
  },
];

export function CustomersTable({ customers }: { customers: readonly Customer[] }) {
  const endpoints = useQuery(allEndpointsQuery).data;
  const activities = useQuery(activityQuery).data;
  const states = useMemo(
    () => (endpoints === undefined || activities === undefined ? undefined : worstStates(endpoints, activities)),
    [endpoints, activities],
  );
  const columns = useMemo(() => columnsOf(states), [states]);
  return <DataTable label={t(($) => $.customers.title)} columns={columns} rows={customers} rowKey={({ id }) => id} />;
}
