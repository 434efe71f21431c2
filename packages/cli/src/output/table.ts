import { stripVTControlCharacters } from 'node:util';
import { sanitize } from '@postrider/terminal';
import Table from 'cli-table3';
import type { Screen, View } from './output.js';

export interface Column<T> {
  heading: string;
  value: (row: T, screen: Screen) => string;
  /** Colors the value, if colors are on. */
  color?: (text: string, row: T, screen: Screen) => string;
  /** A terminal drops optional columns that are empty, and a narrow one others too, the last one first. */
  isOptional?: true;
}

const noLines = Object.fromEntries(
  [
    ...['top', 'top-mid', 'top-left', 'top-right', 'bottom', 'bottom-mid', 'bottom-left', 'bottom-right'],
    ...['left', 'left-mid', 'mid', 'mid-mid', 'right', 'right-mid'],
  ].map((name) => [name, '']),
);

/** Columns with headings on a terminal, or tab-separated lines for `cut` and `awk`. */
export const table =
  <T>(columns: readonly Column<T>[]): View<readonly T[]> =>
  (rows, screen) => {
    if (!screen.isTerminal) {
      return rows.map((row) => columns.map(({ value }) => sanitize(value(row, screen))).join('\t')).join('\n');
    }
    const empty = columns.findIndex(
      ({ isOptional, value }) => isOptional && rows.every((row) => value(row, screen) === ''),
    );
    if (empty !== -1 && rows.length > 0) return table(columns.toSpliced(empty, 1))(rows, screen);
    const text = draw(columns, rows, screen);
    const dropped = widthOf(text) > screen.width ? columns.findLastIndex(({ isOptional }) => isOptional) : -1;
    return dropped === -1 ? text : table(columns.toSpliced(dropped, 1))(rows, screen);
  };

function draw<T>(columns: readonly Column<T>[], rows: readonly T[], screen: Screen): string {
  const drawn = new Table({
    head: columns.map(({ heading }) => screen.colors.dim(heading.toUpperCase())),
    chars: { ...noLines, middle: '  ' },
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0 },
  });
  for (const row of rows) {
    drawn.push(
      columns.map(({ value, color }) => {
        const text = sanitize(value(row, screen));
        return color ? color(text, row, screen) : text;
      }),
    );
  }
  return drawn
    .toString()
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n');
}

const widthOf = (text: string): number =>
  Math.max(...text.split('\n').map((line) => stripVTControlCharacters(line).length));

/** One line for each name and value. Undefined values are left out. */
export function details(entries: readonly (readonly [string, string | undefined])[], { colors }: Screen): string {
  const shown = entries.filter((entry): entry is [string, string] => entry[1] !== undefined);
  const width = Math.max(...shown.map(([name]) => name.length));
  return shown.map(([name, value]) => `${colors.dim(name.padEnd(width))}  ${value}`).join('\n');
}
