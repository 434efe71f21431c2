import type { PageOf } from './page-of.js';

/** Returns the items of the first pages of a list. */
export async function allPages<Item>(
  fetchPage: (cursor: string | undefined) => Promise<PageOf<Item>>,
  pagesAtMost: number,
): Promise<Item[]> {
  const items: Item[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < pagesAtMost; page += 1) {
    const { data, next_cursor } = await fetchPage(cursor);
    items.push(...data);
    if (next_cursor === null) break;
    cursor = next_cursor;
  }
  return items;
}
