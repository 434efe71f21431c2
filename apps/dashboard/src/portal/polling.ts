import type { QueryClient } from '@tanstack/react-query';
import type { Topic } from '../api/topics.js';

const pauseMs = 3_000;
/** They change seldom, and rarely by somebody else. */
const roundsOfEndpoints = 5;

const everyRound: readonly Topic[] = ['deliveries', 'bulk'];
/** They are large, and have a pause of their own. */
const figures: readonly unknown[] = ['metrics', 'activity'];
const someRounds: readonly Topic[] = [...everyRound, 'endpoints'];

/** Refetches what is shown while somebody can see it: a customer gets no stream of changes. Returns a function that stops. */
export function startPolling(client: QueryClient): () => void {
  let round = 0;
  const timer = setInterval(() => {
    if (document.hidden) return;
    round += 1;
    const topics: readonly unknown[] = round % roundsOfEndpoints === 0 ? someRounds : everyRound;
    void client.invalidateQueries(
      { predicate: ({ queryKey: [topic, kind] }) => topics.includes(topic) && !figures.includes(kind) },
      { cancelRefetch: false },
    );
  }, pauseMs);
  return () => {
    clearInterval(timer);
  };
}
