import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { messageOf } from '../api/api-error.js';
import { can, isPortal } from '../api/permissions.js';
import { allEndpointsQuery } from '../shared/all-endpoints.js';
import { exampleEvent, publishCommand } from '../shared/publish-command.js';
import { EmptyState } from '../parts/empty-state.js';
import { RouterButton } from '../parts/router-anchor.js';
import { t } from '../texts/texts.js';
import { EventsByValue } from './events-by-value.js';

interface NoMatchProps {
  error?: unknown;
  /** The filter by an event's id. */
  eventId: string | undefined;
  onClear: () => void;
}

/** No delivery matches, or none can (`error` has the reason). */
export function NoMatch({ error, eventId, onClear }: NoMatchProps) {
  return (
    <EmptyState
      title={t(($) => $.deliveries.noMatch.title)}
      action={
        <Button variant="default" onClick={onClear}>
          {t(($) => $.deliveries.noMatch.clear)}
        </Button>
      }
    >
      {error === undefined
        ? t(($) => $.deliveries.noMatch.todo)
        : t(($) => $.deliveries.noMatch.refused, { reason: messageOf(error) })}
      {eventId !== undefined && !isPortal() && <EventsByValue value={eventId} />}
    </EmptyState>
  );
}

/** An old link to a page behind the last one. */
export function NoFurtherPage({ onNewest }: { onNewest: () => void }) {
  return (
    <EmptyState
      title={t(($) => $.deliveries.noFurtherPage.title)}
      action={
        <Button variant="default" onClick={onNewest}>
          {t(($) => $.deliveries.noFurtherPage.newest)}
        </Button>
      }
    >
      {t(($) => $.deliveries.noFurtherPage.reason)}
    </EmptyState>
  );
}

/** What to do first. */
export function NothingYet() {
  const endpoints = useQuery(allEndpointsQuery).data;
  if (endpoints?.length === 0 && can('manage')) {
    return (
      <EmptyState
        title={t(($) => $.deliveries.nothingYet.title)}
        action={<RouterButton to="/endpoints/new">{t(($) => $.deliveries.nothingYet.create)}</RouterButton>}
      >
        {t(($) => $.deliveries.nothingYet.noEndpoint)}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      title={t(($) => $.deliveries.nothingYet.title)}
      {...(!isPortal() && {
        command: publishCommand(exampleEvent, location.origin),
      })}
    >
      {t(($) => $.deliveries.nothingYet.publish)}
    </EmptyState>
  );
}
