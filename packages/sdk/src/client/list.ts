/** A page of a list, newest first. `next_cursor` is null on the last one. */
export interface Page<T> {
  data: T[];
  next_cursor: string | null;
}

/**
 * A list of the API. Nothing is asked for before it is read: `for await (const item of list)` goes through all of it,
 * a page at a time, `pages()` through its pages, and `page()` is one call.
 */
export class List<T> implements AsyncIterable<T> {
  readonly #read: (cursor: string | undefined) => Promise<Page<T>>;

  constructor(read: (cursor: string | undefined) => Promise<Page<T>>) {
    this.#read = read;
  }

  /** The page behind `cursor`, the `next_cursor` of another page; without it the first, or the one that the list was asked for. */
  page(cursor?: string): Promise<Page<T>> {
    return this.#read(cursor);
  }

  async *pages(): AsyncGenerator<Page<T>, void, undefined> {
    let cursor: string | undefined;
    do {
      const page = await this.#read(cursor);
      yield page;
      cursor = page.next_cursor ?? undefined;
    } while (cursor !== undefined);
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<T, void, undefined> {
    for await (const { data } of this.pages()) yield* data;
  }
}
