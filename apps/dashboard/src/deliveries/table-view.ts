import { useState } from 'react';
import { remember, remembered } from './browser-storage.js';

/** Columns that can be hidden, in their order. The event and its status are always shown. */
export const columnKeys = ['endpoint', 'attempts', 'created', 'completed', 'id'] as const;
export type ColumnKey = (typeof columnKeys)[number];

export interface TableView {
  columns: readonly ColumnKey[];
  isCompact: boolean;
}

const usual: TableView = { columns: ['endpoint', 'attempts', 'created'], isCompact: false };

/** Reads a remembered view, and takes the usual one for what is missing. */
export function tableViewOf(value: unknown): TableView {
  if (typeof value !== 'object' || value === null) return usual;
  const { columns, isCompact } = value as Partial<Record<keyof TableView, unknown>>;
  return {
    columns: Array.isArray(columns) ? columnKeys.filter((key) => columns.includes(key)) : usual.columns,
    isCompact: isCompact === true,
  };
}

/** The columns and the height of the rows, which the browser remembers. */
export function useTableView(): [TableView, (view: TableView) => void] {
  const [view, setView] = useState(() => tableViewOf(remembered('deliveries.view')));
  return [
    view,
    (next) => {
      setView(next);
      remember('deliveries.view', next);
    },
  ];
}
