/** A page of a list, newest first. `next_cursor` is null on the last one. */
export interface Page<T> {
  data: T[];
  next_cursor: string | null;
}

/**
 * A list of the API. `for await (const item of list)` reads all items, page by page; `pages()` iterates over the pages;
 * `page()` is a single call. Nothing is requested before it is read.
 */
export class List<T> implements AsyncIterable<T> {
  constructor(private readonly read: (cursor: string | undefined) => Promise<Page<T>>) {}

  /** The page after `cursor`, the `next_cursor` of another page. Default: the first page of the list. */
  page(cursor?: string): Promise<Page<T>> {
    return this.read(cursor);
  }

  async *pages(): AsyncGenerator<Page<T>, void, undefined> {
    let cursor: string | undefined;
    do {
      const page = await this.read(cursor);
      yield page;
      cursor = page.next_cursor ?? undefined;
    } while (cursor !== undefined);
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<T, void, undefined> {
    for await (const { data } of this.pages()) yield* data;
  }
}
