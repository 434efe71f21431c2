import type { LiveNews, LiveSource } from './live-source.js';

/** Also the name of the lock that the leader holds. */
const channelName = 'postrider-live';

type Message = LiveNews | 'state?';

/**
 * One stream for all tabs of a browser, since HTTP/1.1 allows six connections to a host: the tab that holds a lock is the
 * leader, opens the stream, and relays its news to the others. If it closes, the next in line takes over.
 */
export const sharedBy =
  (locks: LockManager, stream: LiveSource): LiveSource =>
  (client, tell) => {
    const channel = new BroadcastChannel(channelName);
    const end = new AbortController();
    let isFollower = false;
    /** Of the leader's stream. */
    let connection: 'open' | 'lost' | undefined;

    const send = (message: Message): void => {
      channel.postMessage(message);
    };
    const tellAll = (news: LiveNews): void => {
      if ('connection' in news && news.connection !== 'missed') ({ connection } = news);
      tell(news);
      send(news);
    };

    let isLeader = false;
    channel.addEventListener('message', ({ data }: MessageEvent<Message>) => {
      if (data === 'state?') {
        if (isLeader && connection !== undefined) send({ connection });
        return;
      }
      if (isLeader) return;
      isFollower = true;
      tell(data);
    });

    const lead = (): Promise<void> => {
      isLeader = true;
      // Nobody listened between the end of the last leader's stream and the beginning of this one.
      if (isFollower) tellAll({ connection: 'missed' });
      const close = stream(client, tellAll);
      return new Promise((resolve) => {
        end.signal.addEventListener('abort', () => {
          close();
          resolve();
        });
      });
    };

    send('state?');
    locks.request(channelName, { signal: end.signal }, lead).catch((error: unknown) => {
      if (!end.signal.aborted) throw error;
    });
    return () => {
      end.abort();
      channel.close();
    };
  };

/** A stream of its own for each tab that is in front: for browsers without locks, as over plain HTTP. */
export const whileVisible =
  (stream: LiveSource): LiveSource =>
  (client, tell) => {
    let close: (() => void) | undefined;
    let wasHidden = document.hidden;
    const follow = (): void => {
      if (document.hidden) {
        close?.();
        close = undefined;
        wasHidden = true;
      } else if (close === undefined) {
        if (wasHidden) tell({ connection: 'missed' });
        close = stream(client, tell);
      }
    };
    follow();
    document.addEventListener('visibilitychange', follow);
    return () => {
      document.removeEventListener('visibilitychange', follow);
      close?.();
    };
  };
