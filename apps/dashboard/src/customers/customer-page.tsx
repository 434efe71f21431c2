import { Group, Stack, Text } from '@mantine/core';
import type { Customer } from '@postrider/contracts';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { ApiError } from '../api/api-error.js';
import { ContactsCard } from '../contacts/contacts-card.js';
import { Card } from '../parts/card.js';
import { EmptyState } from '../parts/empty-state.js';
import { ErrorState } from '../parts/error-state.js';
import { BlockSkeleton } from '../parts/loading.js';
import { Page } from '../parts/page.js';
import { RouterButton } from '../parts/router-anchor.js';
import { t } from '../texts/texts.js';
import { CustomerActions } from './customer-actions.js';
import { CustomerBadge } from './customer-badge.js';
import { CustomerEndpoints } from './customer-endpoints.js';
import { CustomerFacts } from './customer-facts.js';
import { CustomerPortal } from './customer-portal.js';
import { customerQuery } from './customer-queries.js';
import { customerTitle } from './customer-title.js';

const route = getRouteApi('/shell/customers/$customer');
const parent = { to: '/customers', name: t(($) => $.customers.title) } as const;

/** One customer: its endpoints, its settings and its actions. */
export function CustomerPage() {
  const { customer: reference } = route.useParams();
  const customer = useQuery(customerQuery(reference));

  if (customer.data !== undefined) return <Content customer={customer.data} key={reference} />;
  const isGone = customer.error instanceof ApiError && customer.error.status === 404;
  return (
    <Page title={t(($) => $.customers.customer.title)} parent={parent}>
      {customer.isPending && <BlockSkeleton height={420} />}
      {isGone && <Gone />}
      {customer.isError && !isGone && (
        <ErrorState error={customer.error} onRetry={() => void customer.refetch()} retrying={customer.isFetching} />
      )}
    </Page>
  );
}

function Gone() {
  const toAll = (
    <RouterButton to="/customers" variant="default" size="xs">
      {t(($) => $.customers.customer.all)}
    </RouterButton>
  );
  return (
    <Card>
      <EmptyState title={t(($) => $.customers.customer.notFound)} action={toAll}>
        {t(($) => $.customers.customer.notFoundMore)}
      </EmptyState>
    </Card>
  );
}

function Content({ customer }: { customer: Customer }) {
  const title = customerTitle(customer);
  return (
    <Page
      title={t(($) => $.customers.customer.titleOf, { title })}
      heading={<bdi>{title}</bdi>}
      parent={parent}
      description={
        <Group gap="xs" mt={4}>
          <CustomerBadge customer={customer} />
          {title !== customer.uid && <bdi>{customer.uid}</bdi>}
          {!customer.active && <Text size="sm">{t(($) => $.customers.customer.inactiveMore)}</Text>}
        </Group>
      }
      actions={<CustomerActions customer={customer} />}
    >
      <Stack gap="md">
        <CustomerEndpoints customer={customer} />
        <CustomerPortal customer={customer} />
        <ContactsCard customerId={customer.id} />
        <CustomerFacts customer={customer} />
      </Stack>
    </Page>
  );
}
