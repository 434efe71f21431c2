import type { List, Page, Postrider } from '@postrider/sdk';
import type { Command } from 'commander';
import { wholeNumber } from '../input/values.js';
import type { View } from '../output/output.js';
import { action } from '../session.js';

interface PagingOptions {
  limit: number;
  all?: boolean;
  cursor?: string;
}

type ListOf<T, Options> = (client: Postrider, page: { limit: number; cursor?: string }, options: Options) => List<T>;

const largestPage = 250;

/**
 * Adds the paging options, and an action that shows as many pages as they ask for, newest first. `--json` has the shape
 * of an API page.
 */
export const showList = <T, Options>(
  command: Command,
  listOf: ListOf<T, Options>,
  view: View<readonly T[]>,
  nothing: string,
): Command =>
  command
    .option('--limit <count>', 'maximum number of results', wholeNumber(1, 1_000_000), 20)
    .option('--all', 'all results')
    .option('--cursor <cursor>', 'continue after a page: its next_cursor')
    .action(
      action(async ({ client, output }, options: PagingOptions & Options) => {
        const wanted = options.all ? Infinity : options.limit;
        const data: T[] = [];
        let next: string | null | undefined = options.cursor;
        do {
          const limit = Math.min(largestPage, wanted - data.length);
          const page: Page<T> = await listOf(client, { limit, ...(next && { cursor: next }) }, options).page();
          data.push(...page.data);
          next = page.next_cursor;
        } while (next !== null && data.length < wanted);
        output.show({ data, next_cursor: next }, (shown, screen) => view(shown.data, screen));
        if (data.length === 0) output.note(nothing);
        if (next !== null) output.note(`\nMore results: --cursor ${next}, or --all`);
      }),
    );
