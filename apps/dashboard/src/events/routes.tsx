import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shellRoute } from '../shell/shell-route.js';
import { type EventsSearch, eventsSearchOf } from './events-search.js';

export const eventsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/events',
  validateSearch: (search: Record<string, unknown>): EventsSearch => eventsSearchOf(search),
  component: lazyRouteComponent(() => import('./events-page.js'), 'EventsPage'),
});

export const eventRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/events/$eventId',
  component: lazyRouteComponent(() => import('./event-page.js'), 'EventPage'),
});
