import { List, Text } from '@mantine/core';
import type { BulkOperation, DeliveryStatus, DeliverySummary } from '@postrider/contracts';
import { useQuery } from '@tanstack/react-query';
import { fetchDeliveries } from '../shared/delivery-queries.js';
import { type DeliveryFilters, isFiltered, statuses } from '../shared/delivery-filters.js';
import { announce } from '../parts/announcer.js';
import { ConfirmDialog } from '../parts/confirm-dialog.js';
import { count, countOf } from '../parts/format.js';
import { type ReplayBody, useStartReplay } from './bulk-queries.js';
import { nameOf } from './operation-words.js';

export type ReplayRequest =
  { of: 'selected'; deliveries: readonly DeliverySummary[] } | { of: 'all'; filters: DeliveryFilters };

interface ReplayDialogProps {
  /** Undefined: closed. */
  request: ReplayRequest | undefined;
  onStarted: (operation: BulkOperation) => void;
  onClose: () => void;
}

/** Limit of the preview's count. The operation itself counts all matches. */
const countedAtMost = 250;

/** Describes a bulk replay and starts it. */
export function ReplayDialog({ request, onStarted, onClose }: ReplayDialogProps) {
  const start = useStartReplay();
  const matching = useMatching(request);
  const close = (): void => {
    start.reset();
    onClose();
  };
  const confirm = (): void => {
    if (request === undefined) return;
    start.mutate(bodyOf(request), {
      onSuccess: (operation) => {
        announce(`${nameOf(operation)} started`);
        onStarted(operation);
      },
    });
  };
  return (
    <ConfirmDialog
      opened={request !== undefined}
      title={request?.of === 'selected' ? 'Replay selected deliveries?' : 'Replay all matching deliveries?'}
      action="Replay"
      pending={start.isPending}
      error={start.error}
      onConfirm={confirm}
      onClose={close}
    >
      <Text size="sm" fw={600} mb="xs" role="status" mih="1.5em">
        {matching ?? 'Counting…'}
      </Text>
      <List size="sm" spacing={4}>
        <List.Item>
          Each is sent with the same payload and the same <code>webhook-id</code>, oldest first. A receiver that has
          already handled it gets it a second time.
        </List.Item>
        <List.Item>Each starts with a new retry schedule. Pending deliveries are attempted sooner.</List.Item>
        <List.Item>Deliveries of deleted or inactive endpoints are skipped.</List.Item>
        <List.Item>New deliveries have priority. You can follow the progress and cancel at any time.</List.Item>
      </List>
    </ConfirmDialog>
  );
}

/** Number of deliveries in words; undefined while they are counted. */
function useMatching(request: ReplayRequest | undefined): string | undefined {
  const filters = request?.of === 'all' ? request.filters : undefined;
  const { data, isError } = useQuery({
    queryKey: ['matching', filters],
    queryFn: ({ signal }) => fetchDeliveries({ ...filters, limit: countedAtMost }, signal),
    enabled: filters !== undefined,
    staleTime: 0,
    gcTime: 0,
  });
  if (request?.of === 'selected') return breakdown(request.deliveries);
  if (isError) return 'All that match when the replay starts.';
  if (data === undefined) return undefined;
  if (data.next_cursor === null) return breakdown(data.data);
  const all = filters === undefined || !isFiltered(filters) ? 'all deliveries' : 'all that match';
  return `More than ${count(countedAtMost)} deliveries: ${all} when the replay starts.`;
}

/** "12 deliveries: 3 delivered, 9 failed." */
function breakdown(deliveries: readonly DeliverySummary[]): string {
  const parts = statuses
    .map((status) => [status, countStatus(deliveries, status)] as const)
    .filter(([, found]) => found > 0)
    .map(([status, found]) => `${count(found)} ${status}`);
  const total = countOf(deliveries.length, 'delivery', 'deliveries');
  return parts.length === 0 ? `${total}.` : `${total}: ${parts.join(', ')}.`;
}

const countStatus = (deliveries: readonly DeliverySummary[], wanted: DeliveryStatus): number =>
  deliveries.filter(({ status }) => status === wanted).length;

/** The API requires a filter. `since` 1970 matches all deliveries. */
function bodyOf(request: ReplayRequest): ReplayBody {
  if (request.of === 'selected') return { delivery_ids: request.deliveries.map(({ id }) => id) };
  return isFiltered(request.filters) ? request.filters : { since: new Date(0).toISOString() };
}
