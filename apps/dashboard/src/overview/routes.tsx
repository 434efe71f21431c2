import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shellRoute } from '../shell/shell-route.js';
import { rangeOf, type Range } from './ranges.js';

export const overviewRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/',
  validateSearch: (search: Record<string, unknown>): { range?: Range } => {
    const range = rangeOf(search.range);
    return range === undefined ? {} : { range };
  },
  component: lazyRouteComponent(() => import('./overview-page.js'), 'OverviewPage'),
});
