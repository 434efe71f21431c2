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
    .option('--limit <count>', 'maximum number of results', wholeNumber(1, 1_000_000), 20)
    .option('--all', 'all results')
    .option('--cursor <cursor>', 'continue after a page: its next_cursor');

/** Fetches as many pages as the options ask for and shows them, newest first. `--json` has the shape of an API page. */
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
  if (next !== null) output.note(`\nMore results: --cursor ${next}, or --all`);
}
