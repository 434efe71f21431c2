import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { Card } from '../parts/card.js';
import { CursorPages } from '../parts/cursor-pages.js';
import { EmptyState } from '../parts/empty-state.js';
import { ErrorState } from '../parts/error-state.js';
import { RowsSkeleton } from '../parts/loading.js';
import { Page } from '../parts/page.js';
import { RouterButton } from '../parts/router-anchor.js';
import { PublishButton } from '../publish/publish-button.js';
import { exampleEvent, publishCommand } from '../shared/publish-command.js';
import { t } from '../texts/texts.js';
import { EventFilters } from './event-filters.js';
import { eventsQuery } from './event-queries.js';
import type { EventsSearch } from './events-search.js';
import { EventsTable } from './events-table.js';

const route = getRouteApi('/shell/events');

/** Published events, newest first, with the state of their deliveries. */
export function EventsPage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <Page
      title={t(($) => $.events.title)}
      description={t(($) => $.events.description)}
      actions={<PublishButton primary />}
    >
      <EventFilters
        search={search}
        onChange={(next) => {
          void navigate({ search: next });
        }}
      />
      <Card flush>
        <Events
          search={search}
          onCursor={(cursor) => {
            const { cursor: _, ...filters } = search;
            void navigate({ search: cursor === undefined ? filters : { ...filters, cursor } });
          }}
        />
      </Card>
    </Page>
  );
}

interface EventsProps {
  search: EventsSearch;
  onCursor: (cursor: string | undefined) => void;
}

function Events({ search, onCursor }: EventsProps) {
  const { data, error, isFetching, refetch } = useQuery(eventsQuery(search));
  if (data === undefined) {
    if (error === null) return <RowsSkeleton />;
    return <ErrorState error={error} retrying={isFetching} onRetry={() => void refetch()} />;
  }
  return (
    <>
      {data.data.length === 0 ? <NoEvents search={search} /> : <EventsTable events={data.data} />}
      <CursorPages
        cursor={search.cursor}
        nextCursor={data.next_cursor}
        what={t(($) => $.events.pagesWhat)}
        onChange={onCursor}
      />
    </>
  );
}

function NoEvents({ search }: { search: EventsSearch }) {
  const { customer, delivered_to, value } = search;
  if (Object.keys(search).length === 0) {
    return (
      <EmptyState title={t(($) => $.events.none.yet)} command={publishCommand(exampleEvent, location.origin)}>
        {t(($) => $.events.none.publish)}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      title={
        delivered_to === 'nobody' && value === undefined && customer === undefined
          ? t(($) => $.events.none.unsubscribed)
          : t(($) => $.events.none.match)
      }
      action={
        <RouterButton to="/events" variant="default">
          {t(($) => $.events.none.all)}
        </RouterButton>
      }
    >
      {whyNone(search)}
    </EmptyState>
  );
}

function whyNone({ customer, delivered_to, value }: EventsSearch): string {
  if (value !== undefined) return t(($) => $.events.none.exact);
  if (customer !== undefined) return t(($) => $.events.none.ofCustomer);
  return delivered_to === 'nobody' ? t(($) => $.events.none.subscribed) : t(($) => $.events.none.retained);
}
