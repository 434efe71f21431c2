import { Button, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconPlus, IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { Card } from '../parts/card.js';
import { CursorPages } from '../parts/cursor-pages.js';
import { EmptyState } from '../parts/empty-state.js';
import { ErrorState } from '../parts/error-state.js';
import { RowsSkeleton } from '../parts/loading.js';
import { Page } from '../parts/page.js';
import { RouterButton } from '../parts/router-anchor.js';
import { t } from '../texts/texts.js';
import { createCommand } from './create-command.js';
import { CreateCustomerDialog } from './create-customer-dialog.js';
import { customerListQuery } from './customer-queries.js';
import { CustomersTable } from './customers-table.js';

const route = getRouteApi('/shell/customers');
const pauseMs = 250;
/** The API takes no longer text. */
const longestSearch = 200;

/** The organization's customers, newest first. */
export function CustomersPage() {
  const { create, ...search } = route.useSearch();
  const { q = '' } = search;
  const navigate = route.useNavigate();
  return (
    <Page
      title={t(($) => $.customers.title)}
      description={t(($) => $.customers.description)}
      actions={
        <Button
          leftSection={<IconPlus size={16} aria-hidden />}
          onClick={() => void navigate({ search: { ...search, create: true } })}
        >
          {t(($) => $.customers.create)}
        </Button>
      }
    >
      <TextInput
        type="search"
        aria-label={t(($) => $.customers.search)}
        placeholder={t(($) => $.customers.searchHint)}
        leftSection={<IconSearch size={16} aria-hidden />}
        value={q}
        maxLength={longestSearch}
        onChange={(event) => {
          const { value } = event.currentTarget;
          void navigate({ search: value === '' ? {} : { q: value }, replace: true });
        }}
        mb="md"
        maw={360}
      />
      <Card flush>
        <Customers />
      </Card>
      {create === true && (
        <CreateCustomerDialog
          onClose={() => {
            void navigate({ search, replace: true });
          }}
        />
      )}
    </Page>
  );
}

function Customers() {
  const { q = '', cursor } = route.useSearch();
  const navigate = route.useNavigate();
  const [settled] = useDebouncedValue(q.trim(), pauseMs);
  const { data, error, isFetching, refetch } = useQuery(customerListQuery(settled, cursor));
  if (data === undefined) {
    if (error === null) return <RowsSkeleton />;
    return <ErrorState error={error} retrying={isFetching} onRetry={() => void refetch()} />;
  }
  return (
    <>
      {data.data.length === 0 ? (
        <NoCustomers isSearch={settled !== '' || cursor !== undefined} />
      ) : (
        <CustomersTable customers={data.data} />
      )}
      <CursorPages
        cursor={cursor}
        nextCursor={data.next_cursor}
        what={t(($) => $.customers.pagesWhat)}
        onChange={(next) => {
          const filters = q === '' ? {} : { q };
          void navigate({ search: next === undefined ? filters : { ...filters, cursor: next } });
        }}
      />
    </>
  );
}

function NoCustomers({ isSearch }: { isSearch: boolean }) {
  if (!isSearch) {
    return (
      <EmptyState title={t(($) => $.customers.none.title)} command={createCommand()}>
        {t(($) => $.customers.none.todo)}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      title={t(($) => $.customers.none.noMatch)}
      action={
        <RouterButton to="/customers" variant="default">
          {t(($) => $.customers.none.all)}
        </RouterButton>
      }
    >
      {t(($) => $.customers.none.noMatchMore)}
    </EmptyState>
  );
}
