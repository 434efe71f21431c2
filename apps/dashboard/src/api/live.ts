import type { Query, QueryClient } from '@tanstack/react-query';
import { sessionQuery } from './session.js';
import { type Topic, topics, topicsOf } from './topics.js';

export type Connection = 'connecting' | 'open' | 'lost';

/** Least pause between two refetches: a session has a rate limit, and a busy organization changes all the time. */
const pauseBetweenFetches = 3_000;
const reconnectAfter = 3_000;
/** Without a connection, pages are refetched this often. */
const pauseWithoutStream = 10_000;

declare module '@tanstack/react-query' {
  interface Register {
    /** `alsoTopics`: topics that a query depends on besides the first part of its key. */
    queryMeta: { alsoTopics?: readonly Topic[] };
    mutationMeta: { expects401?: boolean };
  }
}

const topicsShown = ({ queryKey, meta }: Query): unknown[] => [queryKey[0], ...(meta?.alsoTopics ?? [])];

/**
 * Subscribes to /live: reports the state of the connection and refetches queries whose topic has changed.
 * Changes during a lost connection are missed, so everything is refetched on reconnect. Returns a function that stops.
 */
export function startLive(client: QueryClient, onConnection: (connection: Connection) => void): () => void {
  const changed = new Set<Topic>();
  let source: EventSource | undefined;
  let reconnect: ReturnType<typeof setTimeout> | undefined;
  let fetching: ReturnType<typeof setTimeout> | undefined;
  let wasLost = false;
  let stopped = false;

  const fetchChanged = (): void => {
    fetching = undefined;
    if (changed.size === 0) return;
    // A hidden page refetches when its window gets the focus.
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

  const goOn = (): void => {
    onConnection('open');
    if (wasLost) note(topics);
    wasLost = false;
  };

  /** Not an event stream: signed out, too many connections, or a proxy that blocks them. */
  const goOnWithoutStream = async (): Promise<void> => {
    const isThere = await client.query({ ...sessionQuery, staleTime: 0, retry: false }).then(
      () => true,
      () => false,
    );
    if (stopped) return;
    if (isThere) {
      wasLost = true;
      goOn();
    } else lose();
    reconnect = setTimeout(connect, isThere ? pauseWithoutStream : reconnectAfter);
  };

  const connect = (): void => {
    const stream = new EventSource('/manage/v1/webhooks/live');
    source = stream;
    stream.addEventListener('open', goOn);
    stream.addEventListener('change', (event: MessageEvent<string>) => {
      note(topicsOf(event.data));
    });
    stream.addEventListener('error', () => {
      // The browser reconnects by itself unless the connection is CLOSED.
      if (stream.readyState === EventSource.CLOSED) void goOnWithoutStream();
      else lose();
    });
  };

  onConnection('connecting');
  connect();
  return () => {
    stopped = true;
    source?.close();
    clearTimeout(reconnect);
    clearTimeout(fetching);
  };
}
