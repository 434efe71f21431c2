import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shellRoute } from '../shell/shell-route.js';
import { endpointSearch, endpointsSearch, newEndpointSearch } from './endpoints-search.js';

export const endpointsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/endpoints',
  validateSearch: endpointsSearch,
  component: lazyRouteComponent(() => import('./endpoints-page.js'), 'EndpointsPage'),
});

export const newEndpointRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/endpoints/new',
  validateSearch: newEndpointSearch,
  component: lazyRouteComponent(() => import('./new-endpoint-page.js'), 'NewEndpointPage'),
});

export const endpointRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/endpoints/$endpointId',
  validateSearch: endpointSearch,
  component: lazyRouteComponent(() => import('./endpoint-page.js'), 'EndpointPage'),
});
