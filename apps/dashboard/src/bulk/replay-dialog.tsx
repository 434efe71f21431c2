import { Button, List, Text } from '@mantine/core';
import type { BulkOperation, DeliverySummary } from '@postrider/contracts';
import { useQuery } from '@tanstack/react-query';
import { Trans } from 'react-i18next';
import { can } from '../api/permissions.js';
import { announce } from '../parts/announcer.js';
import { ConfirmDialog } from '../parts/confirm-dialog.js';
import { allEndpointsQuery } from '../shared/all-endpoints.js';
import { countQuery } from '../shared/count-deliveries.js';
import { isFiltered, type ListFilters } from '../shared/delivery-filters.js';
import { t } from '../texts/texts.js';
import { type ReplayBody, useActivateEndpoints, useStartReplay } from './bulk-queries.js';
import { nameOf } from './operation-words.js';
import { RequestWords } from './request-words.js';
import { countOfSelected, matchingInWords, type ReplayCount, skippedInWords } from './replay-count.js';

export type ReplayRequest =
  { of: 'selected'; deliveries: readonly DeliverySummary[] } | { of: 'all'; filters: ListFilters };

interface ReplayDialogProps {
  /** Undefined: closed. */
  request: ReplayRequest | undefined;
  /** In the place of the usual question. */
  title?: string;
  onStarted: (operation: BulkOperation) => void;
  onClose: () => void;
}

/** Says what a bulk replay will do and what it will skip, and starts it. */
export function ReplayDialog({ request, title, onStarted, onClose }: ReplayDialogProps) {
  const start = useStartReplay();
  const activation = useActivateEndpoints();
  const { count, isUnknown } = useReplayCount(request);
  const inactive = count?.inactive_endpoint_ids ?? [];
  const close = (): void => {
    start.reset();
    activation.reset();
    onClose();
  };
  const replay = (): void => {
    if (request === undefined) return;
    start.mutate(bodyOf(request), {
      onSuccess: (operation) => {
        announce(t(($) => $.bulk.replay.started, { name: nameOf(operation) }));
        onStarted(operation);
      },
    });
  };
  return (
    <ConfirmDialog
      opened={request !== undefined}
      title={title ?? t(($) => (request?.of === 'selected' ? $.bulk.replay.selected : $.bulk.replay.all))}
      action={t(($) => $.bulk.replay.action)}
      disabled={count !== undefined && count.complete && sentBy(count) === 0}
      alternative={
        inactive.length > 0 &&
        can('manage') && (
          <Button
            variant="default"
            loading={activation.isPending || start.isPending}
            onClick={() => {
              activation.mutate(inactive, { onSuccess: replay });
            }}
          >
            {t(($) => $.bulk.replay.activate, { count: inactive.length })}
          </Button>
        )
      }
      pending={start.isPending}
      error={activation.error ?? start.error}
      onConfirm={replay}
      onClose={close}
    >
      <div role="status">
        <Text size="sm" fw={600} mih="1.5em">
          {count !== undefined && matchingInWords(count)}
          {count === undefined && (isUnknown ? t(($) => $.bulk.replay.unknown) : t(($) => $.bulk.replay.counting))}
        </Text>
        {count !== undefined &&
          skippedInWords(count).map((sentence) => (
            <Text key={sentence} size="sm" c="var(--pr-wait-text)">
              {sentence}
            </Text>
          ))}
      </div>
      {request?.of === 'all' && (
        <Text size="sm" c="dimmed" component="div" mt={4}>
          <RequestWords request={request.filters} />
        </Text>
      )}
      <List size="sm" spacing={4} mt="xs">
        <List.Item>
          <Trans i18nKey={($) => $.bulk.replay.rules.same} components={{ code: <code /> }} />
        </List.Item>
        <List.Item>{t(($) => $.bulk.replay.rules.schedule)}</List.Item>
        <List.Item>{t(($) => $.bulk.replay.rules.priority)}</List.Item>
      </List>
    </ConfirmDialog>
  );
}

const sentBy = ({ count, of_inactive_endpoints, of_deleted_endpoints }: ReplayCount): number =>
  count - of_inactive_endpoints - of_deleted_endpoints;

/** Undefined while deliveries are counted, and where they cannot be. */
function useReplayCount(request: ReplayRequest | undefined): { count: ReplayCount | undefined; isUnknown: boolean } {
  const filters = request?.of === 'all' ? request.filters : undefined;
  const endpoints = useQuery(allEndpointsQuery).data;
  const { data, isError } = useQuery({ ...countQuery(filters ?? {}), enabled: filters !== undefined });
  if (request?.of === 'selected') return { count: countOfSelected(request.deliveries, endpoints), isUnknown: false };
  return { count: filters === undefined ? undefined : data, isUnknown: isError };
}

/** The API requires a filter. `since` 1970 matches all deliveries. */
function bodyOf(request: ReplayRequest): ReplayBody {
  if (request.of === 'selected') return { delivery_ids: request.deliveries.map(({ id }) => id) };
  return isFiltered(request.filters) ? request.filters : { since: new Date(0).toISOString() };
}
