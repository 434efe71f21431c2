import type { DeliverySummary } from '@postrider/contracts';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { PageOf } from '../api/page-of.js';
import { fetchDeliveries, rowsPerPage } from '../shared/delivery-queries.js';
import { filtersOf, type DeliveriesSearch } from '../shared/delivery-filters.js';
import { merge } from './merge-rows.js';

/** Beyond the rows of a page, so that those keep their state though new ones come before them. */
const watched = 2 * rowsPerPage;

/**
 * A page of deliveries. The rows of the first page stay where they are: their state is live, and what is new is counted
 * until somebody asks for it. Behind a cursor nothing new can come, and the page itself is live.
 */
export function useLiveRows(search: DeliveriesSearch) {
  const filters = filtersOf(search);
  const isFirst = search.cursor === undefined;
  const page = useQuery({
    // Of the first page: as it was when it was last asked for. Its topic is not that of what changes.
    queryKey: isFirst ? ['shown', 'deliveries', filters] : ['deliveries', 'page', search],
    queryFn: ({ signal }) => fetchDeliveries(search, signal),
    placeholderData: keepPreviousData,
    ...(isFirst && { staleTime: Number.POSITIVE_INFINITY, refetchOnWindowFocus: false }),
  });
  const loaded = page.isPlaceholderData ? undefined : page.data;
  const head = useQuery({
    queryKey: ['deliveries', 'head', filters],
    queryFn: ({ signal }) => fetchDeliveries({ ...filters, limit: watched }, signal),
    enabled: isFirst && loaded !== undefined,
    ...initially(loaded, page.dataUpdatedAt),
  });

  // What was looked at before the page was asked for anew knows less than the page.
  const isNewer = head.dataUpdatedAt >= page.dataUpdatedAt;
  const newest = isFirst && loaded !== undefined && isNewer ? head.data?.data : undefined;
  const merged = merge(page.data?.data ?? [], newest, watched);
  // Where nothing is shown, nothing moves.
  const { refetch } = page;
  const fillsEmpty = loaded?.data.length === 0 && merged.fresh > 0;
  useEffect(() => {
    if (fillsEmpty) void refetch();
  }, [fillsEmpty, refetch]);

  return {
    ...merged,
    nextCursor: page.data?.next_cursor ?? null,
    showFresh: () => {
      void refetch().then(() => head.refetch());
    },
    isPending: page.isPending,
    isEmpty: loaded?.data.length === 0,
    isChanging: page.isPlaceholderData || (page.isFetching && isFirst),
    error: page.isError && page.data === undefined ? page.error : undefined,
    retry: () => void refetch(),
    isRetrying: page.isFetching,
  };
}

/** The page is the beginning of what is watched: it needs no second call. */
const initially = (loaded: PageOf<DeliverySummary> | undefined, at: number) =>
  loaded === undefined ? {} : { initialData: loaded, initialDataUpdatedAt: at };
