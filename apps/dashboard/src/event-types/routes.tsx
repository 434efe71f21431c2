import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shellRoute } from '../shell/shell-route.js';
import { eventTypesSearch } from './event-types-search.js';

export const eventTypesRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/event-types',
  validateSearch: eventTypesSearch,
  component: lazyRouteComponent(() => import('./event-types-page.js'), 'EventTypesPage'),
});

/** No type has this name: names have a dot. */
export const newEventTypeRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/event-types/new',
  component: lazyRouteComponent(() => import('./new-event-type-page.js'), 'NewEventTypePage'),
});

export const eventTypeRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/event-types/$eventType',
  component: lazyRouteComponent(() => import('./event-type-page.js'), 'EventTypePage'),
});

export const editEventTypeRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/event-types/$eventType/edit',
  component: lazyRouteComponent(() => import('./edit-event-type-page.js'), 'EditEventTypePage'),
});
