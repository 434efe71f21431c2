import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shellRoute } from '../shell/shell-route.js';

export const eventTypesRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/event-types',
  component: lazyRouteComponent(() => import('./event-types-page.js'), 'EventTypesPage'),
});

export const eventTypeRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/event-types/$eventType',
  component: lazyRouteComponent(() => import('./event-type-page.js'), 'EventTypePage'),
});
