import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { queryClient } from '../api/query-client.js';
import { sessionQuery } from '../api/session.js';
import { PageErrorPage } from '../shell/page-error-page.js';
import { rootRoute } from '../shell/root-route.js';

/** `/authorize` leads here, with its query as one parameter. */
export const consentRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/consent',
  validateSearch: ({ request }: Record<string, unknown>): { request: string } => ({
    request: typeof request === 'string' ? request : '',
  }),
  beforeLoad: async ({ location }) => {
    const session = await queryClient.query({ ...sessionQuery, staleTime: 'static' });
    if (session === null) throw redirect({ to: '/sign-in', search: { back: location.href }, replace: true });
  },
  component: lazyRouteComponent(() => import('./consent-page.js'), 'ConsentPage'),
  errorComponent: PageErrorPage,
});
