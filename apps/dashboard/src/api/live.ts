import type { Query, QueryClient } from '@tanstack/react-query';
import { type LiveNews, type LiveSource, liveStream } from './live-source.js';
import { sharedBy, whileVisible } from './shared-live-source.js';
import { type Topic, topics } from './topics.js';

export type Connection = 'connecting' | 'open' | 'lost';

/** Least pause between two refetches: a session has a rate limit, and a busy organization changes all the time. */
const pauseBetweenFetches = 3_000;

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
 * Changes during a lost connection are missed, so everything is refetched on reconnect. A page that is left has no stream,
 * though the browser may keep it to go back to. Returns a function that stops.
 */
export function startLive(client: QueryClient, onConnection: (connection: Connection) => void): () => void {
  const changed = new Set<Topic>();
  const source = chooseSource();
  let fetching: ReturnType<typeof setTimeout> | undefined;
  let close: (() => void) | undefined;
  let hasMissed = false;

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

  const hear = (news: LiveNews): void => {
    if ('topics' in news) note(news.topics);
    else if (news.connection === 'open') {
      onConnection('open');
      if (hasMissed) note(topics);
      hasMissed = false;
    } else {
      hasMissed = true;
      if (news.connection === 'lost') onConnection('lost');
    }
  };

  const join = (): void => {
    close ??= source(client, hear);
  };
  const leave = (): void => {
    close?.();
    close = undefined;
    hasMissed = true;
  };

  onConnection('connecting');
  join();
  window.addEventListener('pagehide', leave);
  window.addEventListener('pageshow', join);
  return () => {
    window.removeEventListener('pagehide', leave);
    window.removeEventListener('pageshow', join);
    leave();
    clearTimeout(fetching);
  };
}

/** Browsers have locks over HTTPS and on the own machine alone. */
function chooseSource(): LiveSource {
  const { locks } = navigator as { locks?: LockManager };
  return locks === undefined ? whileVisible(liveStream) : sharedBy(locks, liveStream);
}
