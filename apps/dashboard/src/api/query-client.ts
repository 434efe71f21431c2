import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { ApiError } from './api-error.js';
import { retryDelay, shouldRetry } from './retry.js';

type SignedOutListener = () => void;
const signedOutListeners = new Set<SignedOutListener>();

/** Calls back on each response with 401. Returns a function that unsubscribes. */
export function onSignedOut(listener: SignedOutListener): () => void {
  signedOutListeners.add(listener);
  return () => signedOutListeners.delete(listener);
}

/** The sign-in form gets 401 for wrong credentials; that is not the end of a session. */
function noticeSignedOut(error: unknown, meta: Record<string, unknown> | undefined): void {
  if (!(error instanceof ApiError) || error.status !== 401 || meta?.expects401 === true) return;
  for (const listener of signedOutListeners) listener();
}

export const queryClient = new QueryClient({
  queryCache: new QueryCache({
    onError: (error, query) => {
      noticeSignedOut(error, query.meta);
    },
  }),
  mutationCache: new MutationCache({
    onError: (error, _variables, _result, mutation) => {
      noticeSignedOut(error, mutation.meta);
    },
  }),
  defaultOptions: {
    queries: {
      retry: shouldRetry,
      retryDelay,
      staleTime: 2_000,
      gcTime: 5 * 60_000,
      refetchOnWindowFocus: true,
      // The browser's online state is not used: the server may run on this machine.
      networkMode: 'always',
    },
    mutations: { retry: false, networkMode: 'always' },
  },
});
