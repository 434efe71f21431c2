import type { QueryClient } from '@tanstack/react-query';
import { sessionQuery } from './session.js';
import { type Topic, topicsOf } from './topics.js';

/** What a source of changes tells a page. `missed`: changes may have been missed before. */
export type LiveNews = { connection: 'open' | 'lost' | 'missed' } | { topics: readonly Topic[] };

/** Reports news to a page until the returned function is called. */
export type LiveSource = (client: QueryClient, tell: (news: LiveNews) => void) => () => void;

const reconnectAfter = 3_000;
/** Without a connection, pages are refetched this often. */
const pauseWithoutStream = 10_000;

/** A stream of /live of this page alone. */
export const liveStream: LiveSource = (client, tell) => {
  let source: EventSource | undefined;
  let reconnect: ReturnType<typeof setTimeout> | undefined;
  let stopped = false;

  /** Not an event stream: signed out, too many connections, or a proxy that blocks them. */
  const goOnWithoutStream = async (): Promise<void> => {
    const isThere = await client.query({ ...sessionQuery, staleTime: 0, retry: false }).then(
      () => true,
      () => false,
    );
    if (stopped) return;
    if (isThere) {
      tell({ connection: 'missed' });
      tell({ connection: 'open' });
    } else tell({ connection: 'lost' });
    reconnect = setTimeout(connect, isThere ? pauseWithoutStream : reconnectAfter);
  };

  const connect = (): void => {
    const stream = new EventSource('/manage/v1/webhooks/live');
    source = stream;
    stream.addEventListener('open', () => {
      tell({ connection: 'open' });
    });
    stream.addEventListener('change', (event: MessageEvent<string>) => {
      tell({ topics: topicsOf(event.data) });
    });
    stream.addEventListener('error', () => {
      // The browser reconnects by itself unless the connection is CLOSED.
      if (stream.readyState === EventSource.CLOSED) void goOnWithoutStream();
      else tell({ connection: 'lost' });
    });
  };

  connect();
  return () => {
    stopped = true;
    source?.close();
    clearTimeout(reconnect);
  };
};
