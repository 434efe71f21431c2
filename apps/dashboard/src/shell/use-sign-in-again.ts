import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useEffect } from 'react';
import { onSignedOut } from '../api/query-client.js';
import { sessionQuery } from '../api/session.js';

/** After a 401, or when the session has ended, shows the sign-in page, which leads back. */
export function useSignInAgain(isOver: boolean): void {
  const client = useQueryClient();
  const router = useRouter();
  useEffect(() => {
    const signInAgain = (): void => {
      // Several calls may get 401 at once. Only the first knows the page to return to.
      if (router.latestLocation.pathname === '/sign-in') return;
      client.setQueryData(sessionQuery.queryKey, null);
      void router.navigate({ to: '/sign-in', search: { back: router.latestLocation.href }, replace: true });
    };
    if (isOver) signInAgain();
    return onSignedOut(signInAgain);
  }, [client, router, isOver]);
}
