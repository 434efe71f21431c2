import type { ExportFormat } from '@postrider/contracts';
import { getRouteApi, useNavigate, useRouterState } from '@tanstack/react-router';
import { useState } from 'react';
import { ApiError } from '../api/api-error.js';
import { isPortal } from '../api/permissions.js';
import { useStartExport } from '../bulk/bulk-queries.js';
import { RunningOperations } from '../bulk/running-operations.js';
import { type ReplayRequest, ReplayDialog } from '../bulk/replay-dialog.js';
import { Card } from '../parts/card.js';
import { CursorPages } from '../parts/cursor-pages.js';
import { ErrorState } from '../parts/error-state.js';
import { RowsSkeleton } from '../parts/loading.js';
import { Page } from '../parts/page.js';
import { RouterButton } from '../parts/router-anchor.js';
import { t } from '../texts/texts.js';
import classes from './deliveries.module.css';
import { DeliveryTable } from './delivery-table.js';
import { useExport } from './export-deliveries.js';
import { ExportMenu } from './export-menu.js';
import { ExportResult } from './export-result.js';
import { FilterBar } from './filter-bar.js';
import { type FilterChange, filtersOf, given, isFiltered, type ListFilters } from '../shared/delivery-filters.js';
import { rowsPerPage } from '../shared/delivery-queries.js';
import { withTimes } from '../shared/range-times.js';
import { ListToolbar } from './list-toolbar.js';
import { useLiveRows } from './live-rows.js';
import { NoFurtherPage, NoMatch, NothingYet } from './no-deliveries.js';
import { SaveView } from './save-view.js';
import { canSave, useSavedViews } from './saved-views.js';
import { SavedViewsBar } from './saved-views-bar.js';
import { SearchOn } from './search-on.js';
import { useSelection } from './selection.js';
import { useTableView } from './table-view.js';
import { pageBefore, trailBehind } from './trail.js';
import { ViewMenu } from './view-menu.js';

const route = getRouteApi('/shell/deliveries');

/** The list of deliveries, newest first. Filters and cursor are in the URL. */
export function DeliveriesPage() {
  const search = route.useSearch();
  const filters = filtersOf(search);
  const { change, clear, older, newest, newer } = useListNavigation();
  const list = useLiveRows(search);
  const selection = useSelection(JSON.stringify(filters));
  const [request, setRequest] = useState<ReplayRequest>();
  const [view, setView] = useTableView();
  const saved = useSavedViews();
  const file = useExport();
  const background = useStartExport();
  const navigate = useNavigate();
  const { rows, nextCursor } = list;
  const [isKnown] = useState(rows.length > 0);

  /** Of the file that was cut: its rest has the same times. */
  const exported = (): ListFilters => file.variables?.filters ?? withTimes(filters, Date.now());
  const exportAll = (of: ListFilters, format: ExportFormat): void => {
    background.mutate(
      { filters: of, format },
      {
        onSuccess: ({ id }) => void navigate({ to: '/deliveries/bulk/$operationId', params: { operationId: id } }),
      },
    );
  };
  const started = (): void => {
    setRequest(undefined);
    selection.clear();
    list.showFresh();
    // The progress is shown at the top.
    window.scrollTo({ top: 0 });
  };

  return (
    <Page
      title={t(($) => $.deliveries.title)}
      description={t(($) => $.deliveries.description)}
      actions={
        !isPortal() && (
          <RouterButton to="/deliveries/bulk" variant="default">
            {t(($) => $.bulk.list.title)}
          </RouterButton>
        )
      }
    >
      <RunningOperations />
      {!isPortal() && <SavedViewsBar views={saved.views} filters={filters} onRemove={saved.remove} />}
      <FilterBar
        filters={filters}
        onChange={(chosen) => {
          // Chosen again, a range moves on to now.
          if (chosen.range !== undefined && chosen.range === filters.range) list.showFresh();
          else change(chosen);
        }}
        onClear={clear}
      >
        {!isPortal() && canSave(saved.views, filters) && (
          <SaveView
            onSave={(name) => {
              saved.save({ name, filters });
            }}
          />
        )}
      </FilterBar>
      <Card flush>
        <ListToolbar
          rows={rows}
          selection={selection}
          fresh={list.fresh}
          isPaused={list.isPaused}
          isLive={list.isLive}
          isFirstPage={search.cursor === undefined}
          hasMore={nextCursor !== null || search.cursor !== undefined}
          filters={filters}
          onShowFresh={list.showFresh}
          onReplaySelected={() => {
            setRequest({ of: 'selected', deliveries: [...selection.chosen.values()] });
          }}
          onReplayAll={() => {
            setRequest({ of: 'all', filters: withTimes(filters, Date.now()) });
          }}
        >
          <ViewMenu view={view} onChange={setView} />
          {!isPortal() && (
            <ExportMenu
              isPending={file.isPending || background.isPending}
              isDisabled={rows.length === 0}
              onExport={(format) => {
                file.mutate({ filters: withTimes(filters, Date.now()), format });
              }}
              onAll={(format) => {
                exportAll(withTimes(filters, Date.now()), format);
              }}
            />
          )}
        </ListToolbar>
        <ExportResult
          end={background.isError ? undefined : file.data}
          error={background.error ?? file.error}
          isStarting={background.isPending}
          isPending={file.isPending}
          onContinue={({ format, next_cursor }) => {
            file.mutate({ filters: exported(), format, cursor: next_cursor ?? undefined });
          }}
          onAll={(format) => {
            exportAll(exported(), format);
          }}
          onDismiss={() => {
            file.reset();
            background.reset();
          }}
        />
        <div className={list.isChanging ? classes.changing : undefined} aria-busy={list.isChanging}>
          {list.isPending && <RowsSkeleton rows={12} height={58} />}
          {list.error !== undefined &&
            (isRefused(list.error) ? (
              <NoMatch error={list.error} eventId={filters.event_id} onClear={clear} />
            ) : (
              <ErrorState error={list.error} onRetry={list.retry} retrying={list.isRetrying} />
            ))}
          {rows.length > 0 && (
            <DeliveryTable
              isKnown={isKnown}
              rows={rows}
              left={list.left}
              selection={selection}
              view={view}
              search={search}
            />
          )}
          {nextCursor !== null && rows.length < rowsPerPage && !list.isChanging && (
            <SearchOn
              cursor={nextCursor}
              onContinue={() => {
                older(nextCursor);
              }}
            />
          )}
          {list.isEmpty && nextCursor === null && search.cursor !== undefined && <NoFurtherPage onNewest={newest} />}
          {list.isEmpty &&
            nextCursor === null &&
            search.cursor === undefined &&
            (isFiltered(filters) ? <NoMatch eventId={filters.event_id} onClear={clear} /> : <NothingYet />)}
        </div>
        <CursorPages
          cursor={search.cursor}
          nextCursor={nextCursor}
          what={t(($) => $.deliveries.pagesWhat)}
          onNewer={newer}
          onChange={(cursor) => {
            if (cursor === undefined) newest();
            else older(cursor);
          }}
        />
      </Card>
      <ReplayDialog
        request={request}
        onStarted={started}
        onClose={() => {
          setRequest(undefined);
        }}
      />
    </Page>
  );
}

/** A filter has a format that matches nothing. */
const isRefused = (error: Error): boolean => error instanceof ApiError && error.status === 422;

/** Each change adds an entry to the browser's history. */
function useListNavigation() {
  const search = route.useSearch();
  const navigate = useNavigate({ from: '/deliveries' });
  const state = useRouterState({ select: ({ location }) => location.state });
  const filters = filtersOf(search);
  const before = search.cursor === undefined ? undefined : pageBefore(state);
  return {
    change: (change: FilterChange): void => {
      void navigate({ search: given({ ...filters, ...change }), resetScroll: false });
    },
    clear: (): void => {
      void navigate({ search: {}, resetScroll: false });
    },
    newest: (): void => {
      void navigate({ search: filters });
    },
    older: (cursor: string): void => {
      void navigate({ search: { ...filters, cursor }, state: trailBehind(state, search.cursor) });
    },
    newer:
      before === undefined
        ? undefined
        : (): void => {
            void navigate({ search: given({ ...filters, cursor: before.cursor }), state: before.state });
          },
  };
}
