import type { List, Page, Postrider } from '@postrider/sdk';
import type { Command } from 'commander';
import { defined } from '../input/defined.js';
import { sinceOption, untilOption, wholeNumber, type TimeRange } from '../input/values.js';
import type { View } from '../output/output.js';
import { action } from '../session.js';

interface PagingOptions extends TimeRange {
  limit: number;
  all?: boolean;
  cursor?: string;
}

type ListOf<T, Options> = (
  client: Postrider,
  page: TimeRange & { limit: number; cursor?: string },
  options: Options,
) => List<T>;

const largestPage = 250;

/**
 * Adds a time range and the paging options, and an action that shows as many pages as they ask for, newest first. `--json` has the shape
 * of an API page.
 */
export const showList = <T, Options>(
  command: Command,
  listOf: ListOf<T, Options>,
  view: View<readonly T[]>,
  nothing: string,
): Command =>
  command
    .option(...sinceOption)
    .option(...untilOption)
    .option('--limit <count>', 'maximum number of results', wholeNumber(1, 1_000_000), 20)
    .option('--all', 'all results')
    .option('--cursor <cursor>', 'continue after a page: its next_cursor')
    .action(
      action(async ({ client, output }, options: PagingOptions & Options) => {
        const wanted = options.all ? Infinity : options.limit;
        const range = defined({ since: options.since, until: options.until });
        const data: T[] = [];
        let next: string | null | undefined = options.cursor;
        do {
          const limit = Math.min(largestPage, wanted - data.length);
          const page: Page<T> = await listOf(
            client,
            { ...range, limit, ...(next && { cursor: next }) },
            options,
          ).page();
          data.push(...page.data);
          next = page.next_cursor;
        } while (next !== null && data.length < wanted);
        output.show({ data, next_cursor: next }, (shown, screen) => view(shown.data, screen));
        if (data.length === 0) output.note(nothing);
        if (next !== null) output.note(`\nMore results: --cursor ${next}, or --all`);
      }),
    );
