import type { Query, QueryClient } from '@tanstack/react-query';
import { type Topic, topics, topicsOf } from './topics.js';

export type Connection = 'connecting' | 'open' | 'lost';

/** A busy organization changes all the time, and a session may make so many calls a minute. */
const pauseBetweenFetches = 3_000;
const reconnectAfter = 3_000;

declare module '@tanstack/react-query' {
  interface Register {
    /** `alsoTopics`: what a query shows besides the topic that its key begins with. */
    queryMeta: { alsoTopics?: readonly Topic[] };
    mutationMeta: { answers401?: boolean };
  }
}

const topicsShown = ({ queryKey, meta }: Query): unknown[] => [queryKey[0], ...(meta?.alsoTopics ?? [])];

/**
 * Keeps what the page shows fresh: says which connection there is, and makes queries fetch again that show what changed.
 * Changes may be missed while it is away, so that everything is fetched when it is back. Returns how to stop.
 */
export function startLive(client: QueryClient, onConnection: (connection: Connection) => void): () => void {
  const changed = new Set<Topic>();
  let source: EventSource | undefined;
  let reconnect: ReturnType<typeof setTimeout> | undefined;
  let fetching: ReturnType<typeof setTimeout> | undefined;
  let wasLost = false;

  const fetchChanged = (): void => {
    fetching = undefined;
    if (changed.size === 0) return;
    // What nobody looks at is fetched when somebody does: the window's focus sees to that.
    const refetchType = document.hidden ? 'none' : 'active';
    const names = new Set<unknown>(changed);
    void client.invalidateQueries({
      predicate: (query) => topicsShown(query).some((topic) => names.has(topic)),
      refetchType,
    });
    changed.clear();
    fetching = setTimeout(fetchChanged, pauseBetweenFetches);
  };

  const note = (names: readonly Topic[]): void => {
    for (const name of names) changed.add(name);
    if (fetching === undefined) fetchChanged();
  };

  const lose = (): void => {
    wasLost = true;
    onConnection('lost');
  };

  const connect = (): void => {
    source = new EventSource('/manage/v1/webhooks/live');
    source.addEventListener('open', () => {
      onConnection('open');
      if (wasLost) note(topics);
      wasLost = false;
    });
    source.addEventListener('change', (event: MessageEvent<string>) => {
      note(topicsOf(event.data));
    });
    source.addEventListener('error', () => {
      lose();
      // After an answer that is no stream the browser does not try again by itself. It may be 401.
      if (source?.readyState !== EventSource.CLOSED) return;
      void client.invalidateQueries({ queryKey: ['session'] });
      reconnect = setTimeout(connect, reconnectAfter);
    });
  };

  onConnection('connecting');
  connect();
  return () => {
    source?.close();
    clearTimeout(reconnect);
    clearTimeout(fetching);
  };
}
