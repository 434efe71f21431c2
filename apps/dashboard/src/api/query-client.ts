import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { ApiError } from './api-error.js';
import { retryDelay, shouldRetry } from './retry.js';

type SignedOutListener = () => void;
const signedOutListeners = new Set<SignedOutListener>();

/** Calls back whenever any call is answered 401. Returns how to stop. */
export function onSignedOut(listener: SignedOutListener): () => void {
  signedOutListeners.add(listener);
  return () => signedOutListeners.delete(listener);
}

/** Wrong credentials given at the sign-in form are answered 401 as well, but nobody is signed out by that. */
function noticeSignedOut(error: unknown, meta: Record<string, unknown> | undefined): void {
  if (!(error instanceof ApiError) || error.status !== 401 || meta?.answers401 === true) return;
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
      // Whether the server answers says more than what the browser thinks of its network: it may be on this machine.
      networkMode: 'always',
    },
    mutations: { retry: false, networkMode: 'always' },
  },
});
