import type { HistoryState } from '@tanstack/react-router';

import type { DeliveriesSearch } from '../shared/delivery-filters.js';

declare module '@tanstack/react-router' {
  interface HistoryState {
    /** Ids of the deliveries on the page of the list that a delivery was opened from, in order. */
    listed?: readonly string[];
    /** The filters and the page of that list. */
    list?: DeliveriesSearch;
    /** The id of the event whose page a delivery was opened from. */
    event?: string;
  }
}

interface Place {
  previous: string | undefined;
  next: string | undefined;
  /** From 1. */
  position: number;
  count: number;
}

/** The place of a delivery in the list that it was opened from; undefined if unknown, as after opening a link. */
export function placeOf(id: string, { listed = [] }: HistoryState): Place | undefined {
  const index = listed.indexOf(id);
  if (index === -1 || listed.length < 2) return undefined;
  return { previous: listed[index - 1], next: listed[index + 1], position: index + 1, count: listed.length };
}
