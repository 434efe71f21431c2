import type { BulkOperation, ExportFormat } from '@postrider/contracts';
import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type { PageOf } from '../api/page-of.js';
import { isPortal } from '../api/permissions.js';
import { manage, path, type RequestOptions } from '../api/request.js';
import type { ListFilters } from '../shared/delivery-filters.js';

/** How often to poll a running operation, in case a message of /live is missed. */
const lookAgainAfter = 2_000;

export const operationQuery = (id: string) =>
  queryOptions({
    queryKey: ['bulk', 'one', id],
    queryFn: ({ signal }): Promise<BulkOperation> => manage('GET', path`/operations/${id}`, { signal }),
    refetchInterval: ({ state }) => (state.data?.status === 'running' ? lookAgainAfter : false),
  });

/** The newest running operations of the organization. In the portal, those that this page has started. */
export const runningQuery = queryOptions({
  enabled: !isPortal(),
  queryKey: ['bulk', 'running'],
  queryFn: async ({ signal }): Promise<BulkOperation[]> =>
    (await manage<PageOf<BulkOperation>>('GET', '/operations', { query: { status: 'running', limit: 10 }, signal }))
      .data,
});

/** Bulk operations, newest first. */
export const operationsQuery = (cursor: string | undefined) =>
  queryOptions({
    queryKey: ['bulk', 'list', cursor],
    queryFn: ({ signal }): Promise<PageOf<BulkOperation>> =>
      manage('GET', '/operations', { query: { limit: 50, cursor }, signal }),
    placeholderData: keepPreviousData,
  });

/** The input of a bulk replay, in the API's shape. */
export type ReplayBody = ListFilters & { delivery_ids?: string[] };

export function useStartReplay() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: ReplayBody) => post('/deliveries/replay', { body }),
    onSuccess: (operation) => {
      client.setQueryData(operationQuery(operation.id).queryKey, operation);
      client.setQueryData(runningQuery.queryKey, (running = []) => [operation, ...running]);
    },
  });
}

/** Starts the export of a list to a file. */
export function useStartExport() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ filters, format }: { filters: ListFilters; format: ExportFormat }) =>
      post('/deliveries/export', { body: { ...filters, format } }),
    onSuccess: (operation) => {
      client.setQueryData(operationQuery(operation.id).queryKey, operation);
      return client.invalidateQueries({ queryKey: runningQuery.queryKey });
    },
  });
}

/** Activates endpoints one after the other. */
export function useActivateEndpoints() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (ids: readonly string[]): Promise<void> => {
      for (const id of ids) await manage('PATCH', path`/endpoints/${id}`, { body: { active: true } });
    },
    onSettled: () => client.invalidateQueries({ queryKey: ['endpoints'] }),
  });
}

export function useCancelOperation(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => post(path`/operations/${id}/cancel`),
    onSuccess: (operation) => {
      client.setQueryData(operationQuery(id).queryKey, operation);
      return client.invalidateQueries({ queryKey: runningQuery.queryKey });
    },
  });
}

const post = (url: string, options?: RequestOptions): Promise<BulkOperation> => manage('POST', url, options);
