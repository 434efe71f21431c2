import type { List, Page } from '@postrider/sdk';
import type { Command } from 'commander';
import { wholeNumber } from '../input/values.js';
import type { Screen } from '../output/output.js';
import type { Session } from '../session.js';

export interface PagingOptions {
  limit: number;
  all?: boolean;
  cursor?: string;
}

const largestPage = 250;

export const withPaging = (command: Command): Command =>
  command
    .option('--limit <count>', 'how many at most', wholeNumber(1, 1_000_000), 20)
    .option('--all', 'all of them, however many')
    .option('--cursor <cursor>', 'go on behind a page: its next_cursor');

/** Collects what the options ask for, newest first, and shows it. `--json` has the shape of the API's pages. */
export async function showList<T>(
  { output }: Session,
  { limit, all, cursor }: PagingOptions,
  listOf: (query: { limit: number; cursor?: string }) => List<T>,
  view: (rows: readonly T[], screen: Screen) => string,
  nothing: string,
): Promise<void> {
  const wanted = all ? Infinity : limit;
  const data: T[] = [];
  let next: string | null | undefined = cursor;
  do {
    const size = Math.min(largestPage, wanted - data.length);
    const page: Page<T> = await listOf({ limit: size, ...(next && { cursor: next }) }).page();
    data.push(...page.data);
    next = page.next_cursor;
  } while (next !== null && data.length < wanted);
  output.show({ data, next_cursor: next }, (shown, screen) => view(shown.data, screen));
  if (data.length === 0) output.note(nothing);
  if (next !== null) output.note(`\nThere are more: --cursor ${next}, or --all`);
}
