import { useState } from 'react';
import { filtersOf, isFiltered, type UrlFilters, searchOf } from '../shared/delivery-filters.js';
import { remember, remembered } from './browser-storage.js';

export interface SavedView {
  name: string;
  filters: UrlFilters;
}

const mostViews = 20;
export const longestName = 40;

/** Reads the remembered views and drops invalid ones. */
export function savedViewsOf(value: unknown): SavedView[] {
  if (!Array.isArray(value)) return [];
  const views = value.flatMap((each: unknown): SavedView[] => {
    if (typeof each !== 'object' || each === null) return [];
    const { name, filters } = each as Partial<Record<keyof SavedView, unknown>>;
    if (typeof name !== 'string' || name === '' || typeof filters !== 'object' || filters === null) return [];
    const known = filtersOf(searchOf(filters as Record<string, unknown>));
    return isFiltered(known) ? [{ name: name.slice(0, longestName), filters: known }] : [];
  });
  return views.slice(0, mostViews);
}

/** With a view, in place of one with the same name. */
export const withView = (views: readonly SavedView[], view: SavedView): SavedView[] => [
  ...views.filter(({ name }) => name !== view.name),
  view,
];

export function isSame(one: UrlFilters, other: UrlFilters): boolean {
  const sorted = (filters: UrlFilters): string => JSON.stringify(Object.entries(filters).toSorted());
  return sorted(one) === sorted(other);
}

/** Whether filters can be saved: there are some, and no view has them yet. */
export const canSave = (views: readonly SavedView[], filters: UrlFilters): boolean =>
  isFiltered(filters) && views.length < mostViews && !views.some((view) => isSame(view.filters, filters));

/** Views that this browser remembers. */
export function useSavedViews() {
  const [views, setViews] = useState(() => savedViewsOf(remembered('deliveries.saved')));
  const change = (next: SavedView[]): void => {
    setViews(next);
    remember('deliveries.saved', next);
  };
  return {
    views,
    save: (view: SavedView): void => {
      change(withView(views, view));
    },
    remove: (name: string): void => {
      change(views.filter((view) => view.name !== name));
    },
  };
}
