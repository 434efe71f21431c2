/** Maps with up to `limit` calls at once, and yields the results in the order of the items. */
export async function* inOrder<T, R>(
  items: Iterable<T>,
  limit: number,
  map: (item: T) => Promise<R>,
): AsyncGenerator<R, void, undefined> {
  const running: Promise<R>[] = [];
  const start = (item: T): void => {
    const result = map(item);
    // The error is thrown when its turn comes.
    result.catch(() => undefined);
    running.push(result);
  };
  for (const item of items) {
    start(item);
    const first = running.length >= limit ? running.shift() : undefined;
    if (first) yield await first;
  }
  for (const result of running) yield await result;
}
