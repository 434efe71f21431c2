import { Button, Checkbox, Text } from '@mantine/core';
import { IconArrowUp, IconRefresh } from '@tabler/icons-react';
import type { DeliverySummary } from '@postrider/contracts';
import { t } from '../texts/texts.js';
import classes from './deliveries.module.css';
import { rowsPerPage } from '../shared/delivery-queries.js';
import { mostSelected, type Selection } from './selection.js';

interface ListToolbarProps {
  rows: readonly DeliverySummary[];
  selection: Selection;
  /** Number of deliveries newer than those shown. */
  fresh: number;
  isPaused: boolean;
  isFirstPage: boolean;
  isFiltered: boolean;
  onShowFresh: () => void;
  onReplaySelected: () => void;
  onReplayAll: () => void;
}

/** Above the rows, with a constant height: new deliveries, the selection, and its actions. */
export function ListToolbar(props: ListToolbarProps) {
  const { rows, selection, isFiltered, onReplayAll, onReplaySelected } = props;
  const { chosen, set, clear } = selection;
  const ofPage = rows.filter(({ id }) => chosen.has(id)).length;
  return (
    <div className={classes.toolbar} role="group" aria-label={t(($) => $.deliveries.toolbar.title)}>
      <div className={classes.toolbarSide}>
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
            <Button size="compact-sm" variant="subtle" onClick={clear}>
              {t(($) => $.deliveries.toolbar.clear)}
            </Button>
          </>
        )}
      </div>
      <Button size="compact-sm" variant="default" onClick={onReplayAll} disabled={rows.length === 0}>
        {isFiltered ? t(($) => $.deliveries.toolbar.replayMatching) : t(($) => $.deliveries.toolbar.replayAll)}
      </Button>
    </div>
  );
}

function News({ fresh, isPaused, isFirstPage, onShowFresh }: ListToolbarProps) {
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
