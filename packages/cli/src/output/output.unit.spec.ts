import { describe, expect, it } from '@jest/globals';
import pc from 'picocolors';
import type { Screen } from './output.js';
import { details, table, type Column } from './table.js';
import { when } from './text.js';

const now = new Date('2026-11-23T12:00:00.000Z');
const plain = pc.createColors(false);
const piped: Screen = { isTerminal: false, width: Infinity, colors: plain, now };
const terminal = (width: number, colors = plain): Screen => ({ isTerminal: true, width, colors, now });

interface Row {
  id: string;
  state: string;
  note: string;
}
const columns: Column<Row>[] = [
  { heading: 'Id', value: ({ id }) => id },
  { heading: 'State', value: ({ state }) => state, color: (text, _, { colors }) => colors.green(text) },
  { heading: 'Note', value: ({ note }) => note, isOptional: true },
];
const rows = [
  { id: 'whe_1', state: 'active', note: 'first' },
  { id: 'whe_22', state: 'inactive', note: '日本' },
];

describe('a table', () => {
  it('has headings and columns on a terminal', () => {
    expect(table(columns)(rows, terminal(80)).split('\n')).toEqual([
      'ID      STATE     NOTE',
      'whe_1   active    first',
      'whe_22  inactive  日本',
    ]);
  });

  it('drops optional columns on a narrow terminal, and never cuts a value', () => {
    expect(table(columns)(rows, terminal(20)).split('\n')[2]).toBe('whe_22  inactive');
    expect(table(columns)(rows, terminal(5)).split('\n')[2]).toBe('whe_22  inactive');
  });

  it('drops optional columns without a value on a terminal, and keeps them when it is piped', () => {
    const row = { id: 'whe_1', state: 'active', note: '' };
    expect(table(columns)([row], terminal(80))).toBe('ID     STATE\nwhe_1  active');
    expect(table(columns)([row], piped)).toBe('whe_1\tactive\t');
  });

  it('is tab-separated when it is piped', () => {
    expect(table(columns)(rows, piped)).toBe('whe_1\tactive\tfirst\nwhe_22\tinactive\t日本');
  });

  it('has colors on a terminal with colors, and none from its values', () => {
    const row = { id: 'whe_1', state: 'active', note: 'no\u001b[2J\tescape\r\n' };
    const drawn = table(columns)([row], terminal(80, pc.createColors(true)));
    expect(drawn).toContain('\u001b[32mactive\u001b[39m');
    expect(drawn).toContain('no\u{fffd}[2J\u{fffd}escape');
    expect(table(columns)([row], piped)).not.toContain('\u001b');
  });
});

it('details have one line for each name and value', () => {
  const entries = [
    ['Id', 'whe_1'],
    ['Reason', undefined],
    ['Created', 'now'],
  ] as const;
  expect(details(entries, piped)).toBe('Id       whe_1\nCreated  now');
});

it.each([
  ['2026-11-23T11:59:59.800Z', 'now'],
  ['2026-11-23T11:59:46.000Z', '14 s ago'],
  ['2026-11-23T11:00:01.000Z', '59 min ago'],
  ['2026-11-22T13:00:00.000Z', '23 h ago'],
  ['2026-11-01T12:00:00.000Z', '22 d ago'],
  ['2026-11-23T12:05:00.000Z', 'in 5 min'],
  [null, '–'],
])('%j is %j on a terminal', (time, text) => {
  expect(when(time, terminal(80))).toBe(text);
});

it('times are unchanged when they are piped', () => {
  expect(when('2026-11-23T11:59:46.000Z', piped)).toBe('2026-11-23T11:59:46.000Z');
});
