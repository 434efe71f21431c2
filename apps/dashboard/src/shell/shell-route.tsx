import { createRoute, redirect } from '@tanstack/react-router';
import { queryClient } from '../api/query-client.js';
import { sessionQuery } from '../api/session.js';
import { NotFoundPage } from './not-found-page.js';
import { PageErrorPage } from './page-error-page.js';
import { rootRoute } from './root-route.js';
import { Shell } from './shell.js';

/** The frame of all pages that need a session. */
export const shellRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'shell',
  beforeLoad: async ({ location }) => {
    const session = await queryClient.query({ ...sessionQuery, staleTime: 'static' });
    if (session === null) {
      throw redirect({ to: '/sign-in', search: { back: location.href }, replace: true });
    }
  },
  component: Shell,
  errorComponent: PageErrorPage,
});

/** Unknown pages. */
export const otherRoute = createRoute({ getParentRoute: () => shellRoute, path: '$', component: NotFoundPage });
