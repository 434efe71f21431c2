import { Stack } from '@mantine/core';
import type { BulkOperation } from '@postrider/contracts';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { ApiError } from '../api/api-error.js';
import { Card } from '../parts/card.js';
import { EmptyState } from '../parts/empty-state.js';
import { ErrorState } from '../parts/error-state.js';
import { Facts } from '../parts/facts.js';
import { count, duration } from '../parts/format.js';
import { Id } from '../parts/id.js';
import { BlockSkeleton } from '../parts/loading.js';
import { Page } from '../parts/page.js';
import { RouterButton } from '../parts/router-anchor.js';
import { StatusBadge, type Tone } from '../parts/status-badge.js';
import { ExactTime } from '../parts/time.js';
import { operationQuery } from './bulk-queries.js';
import { OperationProgress } from './operation-progress.js';
import { nameOf } from './operation-words.js';

const route = getRouteApi('/shell/deliveries/bulk/$operationId');
const parent = { to: '/deliveries', name: 'Deliveries' } as const;

/** One bulk replay or recovery: its progress or its result. */
export function BulkPage() {
  const { operationId } = route.useParams();
  const { data, error, isFetching, refetch } = useQuery(operationQuery(operationId));
  if (data !== undefined) return <Operation operation={data} />;
  return (
    <Page title="Bulk operation" parent={parent}>
      <Card>
        {error === null && <BlockSkeleton height={180} />}
        {error !== null && isUnknown(error) && (
          <EmptyState title="Operation not found" action={<ToDeliveries />}>
            The link may be incomplete, or the operation belongs to another organization.
          </EmptyState>
        )}
        {error !== null && !isUnknown(error) && (
          <ErrorState error={error} retrying={isFetching} onRetry={() => void refetch()} />
        )}
      </Card>
    </Page>
  );
}

const isUnknown = (error: Error): boolean => error instanceof ApiError && error.status === 404;

const ToDeliveries = () => (
  <RouterButton to="/deliveries" variant="default" mt="xs">
    Back to deliveries
  </RouterButton>
);

const tones: Record<BulkOperation['status'], Tone> = { running: 'wait', completed: 'good', cancelled: 'idle' };
const names: Record<BulkOperation['status'], string> = {
  running: 'Running',
  completed: 'Completed',
  cancelled: 'Cancelled',
};

function Operation({ operation }: { operation: BulkOperation }) {
  const { id, kind, status, total, processed, skipped, created_at, completed_at } = operation;
  const name = nameOf(operation);
  const took = completed_at === null ? null : duration(Date.parse(completed_at) - Date.parse(created_at));
  return (
    <Page
      title={name}
      heading={
        <>
          {name} <StatusBadge tone={tones[status]}>{names[status]}</StatusBadge>
        </>
      }
      parent={parent}
    >
      <Stack gap="md">
        <Card>
          <OperationProgress operation={operation} />
        </Card>
        <Card title="Details">
          <Facts
            rows={[
              ['Id', <Id key="id" value={id} />],
              ['Kind', kind === 'replay' ? 'Replay of existing deliveries' : 'Recovery of missed events'],
              [
                kind === 'replay' ? 'Deliveries matched' : 'Events in the range',
                total === null ? 'Not counted yet' : count(total),
              ],
              ['Processed', count(processed)],
              ['Skipped', count(skipped)],
              ['Started', <ExactTime key="started" value={created_at} />],
              ['Ended', completed_at === null ? null : <ExactTime key="ended" value={completed_at} />],
              ['Took', took],
            ]}
          />
        </Card>
        <div>
          <ToDeliveries />
        </div>
      </Stack>
    </Page>
  );
}
