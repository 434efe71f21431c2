import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../shell/root-route.js';
import { safeBack } from './safe-back.js';

export const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-in',
  validateSearch: (search: Record<string, unknown>): { back?: string } => {
    const back = safeBack(search.back);
    return back === undefined ? {} : { back };
  },
  component: lazyRouteComponent(() => import('./sign-in-page.js'), 'SignInPage'),
});
