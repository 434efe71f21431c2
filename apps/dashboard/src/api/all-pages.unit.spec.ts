import { expect, it } from '@jest/globals';
import { allPages } from './all-pages.js';

/** A list of so many pages, each with its number. */
const pages = (count: number) => (cursor: string | undefined) => {
  const page = Number(cursor ?? 0);
  return Promise.resolve({ data: [page], next_cursor: page + 1 < count ? String(page + 1) : null });
};

it('follows the cursor to the end of a list, or to as many pages as it may fetch', async () => {
  expect(await allPages(pages(3), 4)).toEqual([0, 1, 2]);
  expect(await allPages(pages(9), 4)).toEqual([0, 1, 2, 3]);
  expect(await allPages(pages(1), 4)).toEqual([0]);
});
