import { Button, Checkbox, Text } from '@mantine/core';
import { IconArrowUp, IconRefresh } from '@tabler/icons-react';
import type { DeliverySummary } from '@postrider/contracts';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { can } from '../api/permissions.js';
import { countQuery } from '../shared/count-deliveries.js';
import { isFiltered, type UrlFilters } from '../shared/delivery-filters.js';
import { rowsPerPage } from '../shared/delivery-queries.js';
import { t } from '../texts/texts.js';
import classes from './deliveries.module.css';
import { mostSelected, type Selection } from './selection.js';

interface ListToolbarProps {
  rows: readonly DeliverySummary[];
  selection: Selection;
  filters: UrlFilters;
  /** Number of deliveries newer than those shown. */
  fresh: number;
  isPaused: boolean;
  isLive: boolean;
  isFirstPage: boolean;
  /** Whether more deliveries match than the page has. */
  hasMore: boolean;
  onShowFresh: () => void;
  onReplaySelected: () => void;
  onReplayAll: () => void;
  /** Further buttons, before that for all rows. */
  children: ReactNode;
}

/** Above the rows, with a constant height: new deliveries, the selection, and its actions. */
export function ListToolbar(props: ListToolbarProps) {
  const { rows, selection, filters, hasMore, onReplayAll, onReplaySelected, children } = props;
  const { chosen, set, clear } = selection;
  const ofPage = rows.filter(({ id }) => chosen.has(id)).length;
  return (
    <div className={classes.toolbar} role="group" aria-label={t(($) => $.deliveries.toolbar.title)}>
      <div className={classes.toolbarSide}>
        {can('replay') && (
          <Checkbox
            size="xs"
            aria-label={t(($) => $.deliveries.toolbar.selectAll)}
            checked={ofPage > 0 && ofPage === rows.length}
            indeterminate={ofPage > 0 && ofPage < rows.length}
            disabled={rows.length === 0}
            onChange={(event) => {
              set(rows, event.currentTarget.checked);
            }}
            mr="xs"
          />
        )}
        {chosen.size === 0 ? (
          <News {...props} />
        ) : (
          <>
            <Text size="sm" fw={600}>
              {chosen.size === mostSelected
                ? t(($) => $.deliveries.toolbar.selectedMost, { count: chosen.size })
                : t(($) => $.deliveries.toolbar.selected, { count: chosen.size })}
            </Text>
            <Button size="compact-sm" leftSection={<IconRefresh size={14} aria-hidden />} onClick={onReplaySelected}>
              {t(($) => $.deliveries.toolbar.replaySelected)}
            </Button>
            {ofPage === rows.length && hasMore && <AllMatching filters={filters} onClick={onReplayAll} />}
            <Button size="compact-sm" variant="subtle" onClick={clear}>
              {t(($) => $.deliveries.toolbar.clear)}
            </Button>
          </>
        )}
      </div>
      <div className={classes.toolbarSide}>
        {children}
        {can('replay') && (
          <Button size="compact-sm" variant="default" disabled={rows.length === 0} onClick={onReplayAll}>
            {isFiltered(filters)
              ? t(($) => $.deliveries.toolbar.replayMatching)
              : t(($) => $.deliveries.toolbar.replayAll)}
          </Button>
        )}
      </div>
    </div>
  );
}

/** Offers all deliveries of the filters once those of the page are selected. */
function AllMatching({ filters, onClick }: { filters: UrlFilters; onClick: () => void }) {
  const { data } = useQuery(countQuery(filters));
  return (
    <Button size="compact-sm" variant="subtle" onClick={onClick}>
      {data?.complete === true
        ? t(($) => $.deliveries.toolbar.allMatching, { count: data.count })
        : t(($) => $.deliveries.toolbar.replayMatching)}
    </Button>
  );
}

function News({ fresh, isPaused, isLive, isFirstPage, onShowFresh }: ListToolbarProps) {
  if (fresh === 0 && isFirstPage && !isLive) {
    return (
      <Button
        size="compact-sm"
        variant="subtle"
        leftSection={<IconRefresh size={14} aria-hidden />}
        onClick={onShowFresh}
      >
        {t(($) => $.deliveries.toolbar.refresh)}
      </Button>
    );
  }
  if (fresh === 0) {
    return (
      <Text size="sm" c="dimmed">
        {isFirstPage ? t(($) => $.deliveries.toolbar.live) : t(($) => $.deliveries.toolbar.older)}
      </Text>
    );
  }
  return (
    <Button size="compact-sm" variant="light" leftSection={<IconArrowUp size={14} aria-hidden />} onClick={onShowFresh}>
      {isPaused
        ? t(($) => $.deliveries.toolbar.paused, { count: 2 * rowsPerPage })
        : t(($) => $.deliveries.toolbar.fresh, { count: fresh })}
    </Button>
  );
}
