import type { DeliverySummary } from '@postrider/contracts';
import { useMemo, useState } from 'react';

/** Limit on the delivery ids of one bulk replay. */
export const mostSelected = 250;

/** The selected deliveries, across pages of a list. */
export interface Selection {
  readonly chosen: ReadonlyMap<string, DeliverySummary>;
  /** Adds or removes them; beyond `mostSelected` nothing is added. */
  set: (rows: readonly DeliverySummary[], isChosen: boolean) => void;
  clear: () => void;
}

const nothing: ReadonlyMap<string, DeliverySummary> = new Map();

/** Cleared when `list`, a key of the filters, changes. */
export function useSelection(list: string): Selection {
  const [state, setState] = useState({ list, chosen: nothing });
  const chosen = state.list === list ? state.chosen : nothing;
  return useMemo(
    () => ({
      chosen,
      set: (rows, isChosen) => {
        setState({ list, chosen: changed(chosen, rows, isChosen) });
      },
      clear: () => {
        setState({ list, chosen: nothing });
      },
    }),
    [list, chosen],
  );
}

function changed(
  chosen: ReadonlyMap<string, DeliverySummary>,
  rows: readonly DeliverySummary[],
  isChosen: boolean,
): ReadonlyMap<string, DeliverySummary> {
  const next = new Map(chosen);
  for (const row of rows) {
    if (!isChosen) next.delete(row.id);
    else if (next.size < mostSelected) next.set(row.id, row);
  }
  return next;
}
