import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { messageOf } from '../api/api-error.js';
import { allEndpointsQuery } from '../shared/all-endpoints.js';
import { publishCommand } from '../shared/publish-command.js';
import { EmptyState } from '../parts/empty-state.js';
import { RouterButton } from '../parts/router-anchor.js';

/** No delivery matches, or none can (`error` has the reason). */
export function NoMatch({ error, onClear }: { error?: unknown; onClear: () => void }) {
  return (
    <EmptyState
      title="No deliveries match"
      action={
        <Button variant="default" onClick={onClear} mt="xs">
          Clear filters
        </Button>
      }
    >
      {error === undefined
        ? 'Remove one filter or all. Deliveries past retention are deleted.'
        : `Nothing can: ${messageOf(error)}`}
    </EmptyState>
  );
}

/** An old link to a page behind the last one. */
export function NoFurtherPage({ onNewest }: { onNewest: () => void }) {
  return (
    <EmptyState
      title="No more deliveries"
      action={
        <Button variant="default" onClick={onNewest} mt="xs">
          Show newest
        </Button>
      }
    >
      The deliveries of this page are past retention.
    </EmptyState>
  );
}

/** What to do first. */
export function NothingYet() {
  const endpoints = useQuery(allEndpointsQuery).data;
  if (endpoints?.length === 0) {
    return (
      <EmptyState
        title="No deliveries yet"
        action={
          <RouterButton to="/endpoints/new" mt="xs">
            Create an endpoint
          </RouterButton>
        }
      >
        An event makes one delivery for each endpoint that subscribes to it. Create an endpoint first.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      title="No deliveries yet"
      command={publishCommand('budget.exceeded', { budget_id: 'bud_8f2k1', spend_usd: 1003.17, cap_usd: 1000 })}
    >
      Publish an event of a type that an endpoint subscribes to, with a project key. It appears here at once.
    </EmptyState>
  );
}
