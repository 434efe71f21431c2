import { TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { IconPlus, IconSearch } from '@tabler/icons-react';
import { isPortal } from '../api/permissions.js';
import { Card } from '../parts/card.js';
import { EmptyState } from '../parts/empty-state.js';
import { ErrorState } from '../parts/error-state.js';
import { RowsSkeleton } from '../parts/loading.js';
import { Page } from '../parts/page.js';
import { RouterButton } from '../parts/router-anchor.js';
import { eventTypesQuery } from '../shared/event-types-query.js';
import { EventTypesTable } from './event-types-table.js';
import { t } from '../texts/texts.js';

const route = getRouteApi('/shell/event-types');

/** The catalogue: what can be published and subscribed to. */
export function EventTypesPage() {
  const { q = '' } = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <Page
      title={t(($) => $.shell.pages.eventTypes)}
      description={t(($) => $.eventTypes.list.description)}
      actions={
        !isPortal() && (
          <RouterButton to="/event-types/new" leftSection={<IconPlus size={16} aria-hidden />}>
            {t(($) => $.eventTypes.form.new)}
          </RouterButton>
        )
      }
    >
      <TextInput
        type="search"
        aria-label={t(($) => $.eventTypes.list.find)}
        placeholder={t(($) => $.eventTypes.list.findBy)}
        leftSection={<IconSearch size={16} aria-hidden />}
        value={q}
        onChange={(event) => {
          const { value } = event.currentTarget;
          void navigate({ search: value === '' ? {} : { q: value }, replace: true });
        }}
        mb="md"
        maw={360}
      />
      <Card flush>
        <EventTypes q={q.toLowerCase()} />
      </Card>
    </Page>
  );
}

function EventTypes({ q }: { q: string }) {
  const { data, error, isFetching, refetch } = useQuery(eventTypesQuery);
  if (data === undefined) {
    if (error === null) return <RowsSkeleton rows={10} />;
    return <ErrorState error={error} retrying={isFetching} onRetry={() => void refetch()} />;
  }
  const found = data.filter(({ type, description }) => `${type}\n${description}`.toLowerCase().includes(q));
  if (found.length > 0) return <EventTypesTable types={found} />;
  return (
    <EmptyState
      title={t(($) => $.eventTypes.list.none)}
      action={
        <RouterButton to="/event-types" variant="default">
          {t(($) => $.eventTypes.list.all)}
        </RouterButton>
      }
    >
      {t(($) => $.eventTypes.list.removed)}
    </EmptyState>
  );
}
