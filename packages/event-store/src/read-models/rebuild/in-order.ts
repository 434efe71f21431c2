/**
 * Works on several items at once. `finished` gets the results in the order of the items. After an error no item is
 * started; the error is thrown when those in work have ended.
 */
export async function workInOrder<T, R>(
  items: AsyncIterator<T>,
  concurrency: number,
  work: (item: T) => Promise<R>,
  finished: (item: T, result: R) => void,
): Promise<void> {
  const started: { item: T; done?: { result: R } }[] = [];
  let isFailed = false;
  const worker = async (): Promise<void> => {
    while (!isFailed) {
      // A generator serves concurrent calls in their order.
      const next = await items.next();
      if (next.done) return;
      const entry: (typeof started)[number] = { item: next.value };
      started.push(entry);
      entry.done = { result: await work(entry.item) };
      for (let first = started[0]; first?.done; first = started[0]) {
        finished(first.item, first.done.result);
        started.shift();
      }
    }
  };
  const workers = Array.from({ length: concurrency }, () =>
    worker().catch((error: unknown) => {
      isFailed = true;
      throw error;
    }),
  );
  const failure = (await Promise.allSettled(workers)).find(({ status }) => status === 'rejected');
  if (failure) throw (failure as PromiseRejectedResult).reason;
}
