/** One page of a list of the API. `next_cursor` is null on the last one. */
export interface PageOf<Item> {
  data: Item[];
  next_cursor: string | null;
}
