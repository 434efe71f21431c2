import type { DeliverySummary } from '@postrider/contracts';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import type { PageOf } from '../api/page-of.js';
import { fetchDeliveries, rowsPerPage } from '../shared/delivery-queries.js';
import {
  comparedOf,
  type DeliveriesSearch,
  filtersOf,
  isFiltered,
  type ListFilters,
} from '../shared/delivery-filters.js';
import { withTimes } from '../shared/range-times.js';
import { merge } from './merge-rows.js';

/** More rows than a page has, so that shown rows stay live while new ones arrive before them. */
const watched = 2 * rowsPerPage;

interface ShownPage extends PageOf<DeliverySummary> {
  /** The filters that it was loaded with. */
  filters: ListFilters;
}

const noRows: readonly DeliverySummary[] = [];

/**
 * A page of deliveries. The rows of the first page keep their places: their state is live, and new deliveries are counted
 * until the user shows them. A range that moves on with the clock stays as it was when they were loaded, so that none
 * leaves it. No new delivery can appear behind a cursor, so later pages are live as a whole.
 */
export function useLiveRows(search: DeliveriesSearch) {
  const filters = filtersOf(search);
  // Each change would search again among very many.
  const isLive = !isFiltered(comparedOf(filters));
  const isFirst = search.cursor === undefined;
  const queryKey = isFirst ? ['shown', 'deliveries', filters] : ['deliveries', 'page', search];
  const page = useQuery({
    // The first page stays as loaded: its key has another topic, so that changes do not refetch it.
    queryKey,
    queryFn: async ({ signal }): Promise<ShownPage> => {
      const fixed = withTimes(filters, Date.now());
      return { ...(await fetchDeliveries({ ...fixed, cursor: search.cursor }, signal)), filters: fixed };
    },
    placeholderData: keepPreviousData,
    ...(isFirst && { staleTime: Number.POSITIVE_INFINITY, refetchOnWindowFocus: false }),
  });
  const loaded = page.isPlaceholderData ? undefined : page.data;
  const head = useQuery({
    queryKey: ['deliveries', 'head', filters],
    queryFn: ({ signal, client }): Promise<PageOf<DeliverySummary>> => {
      const fixed = client.getQueryData<ShownPage>(queryKey)?.filters ?? withTimes(filters, Date.now());
      return fetchDeliveries({ ...fixed, limit: watched }, signal);
    },
    enabled: isFirst && isLive && loaded !== undefined,
    ...initially(loaded, page.dataUpdatedAt),
  });

  // Data that is older than the page is ignored.
  const isNewer = head.dataUpdatedAt >= page.dataUpdatedAt;
  const newest = isFirst && isLive && loaded !== undefined && isNewer ? head.data?.data : undefined;
  const shown = page.data?.data ?? noRows;
  // The same rows while nothing changes: the table is not rendered again.
  const merged = useMemo(() => merge(shown, newest, watched), [shown, newest]);
  // An empty page has no rows that could move.
  const { refetch } = page;
  const fillsEmpty = loaded?.data.length === 0 && merged.fresh > 0;
  useEffect(() => {
    if (fillsEmpty) void refetch();
  }, [fillsEmpty, refetch]);

  return {
    ...merged,
    isLive,
    nextCursor: page.data?.next_cursor ?? null,
    showFresh: () => {
      void refetch().then(() => (isLive ? head.refetch() : undefined));
    },
    isPending: page.isPending,
    isEmpty: loaded?.data.length === 0,
    isChanging: page.isPlaceholderData || (page.isFetching && isFirst),
    error: page.isError && page.data === undefined ? page.error : undefined,
    retry: () => void refetch(),
    isRetrying: page.isFetching,
  };
}

/** The page is the start of the watched rows, so no second call is needed. */
const initially = (loaded: PageOf<DeliverySummary> | undefined, at: number) =>
  loaded === undefined ? {} : { initialData: loaded, initialDataUpdatedAt: at };
