import type { Customer } from '@postrider/contracts';
import { type Column, DataTable } from '../parts/data-table.js';
import { AboveRowLink, RowLink } from '../parts/row-link.js';
import { Time } from '../parts/time.js';
import { t } from '../texts/texts.js';
import { CustomerBadge } from './customer-badge.js';

const columns: readonly Column<Customer>[] = [
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
    width: '34%',
    cell: ({ name }) => name !== null && <bdi>{name}</bdi>,
  },
  {
    key: 'status',
    header: t(($) => $.customers.table.status),
    width: '9.5rem',
    cell: (customer) => <CustomerBadge customer={customer} />,
  },
  {
    key: 'created',
    header: t(($) => $.customers.table.created),
    width: '8rem',
    align: 'right',
    cell: ({ created_at }) => (
      <AboveRowLink>
        <Time value={created_at} />
      </AboveRowLink>
    ),
  },
];

export function CustomersTable({ customers }: { customers: readonly Customer[] }) {
  return <DataTable label={t(($) => $.customers.title)} columns={columns} rows={customers} rowKey={({ id }) => id} />;
}
