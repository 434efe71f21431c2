import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shellRoute } from '../shell/shell-route.js';
import { operationsSearch } from './operations-search.js';

export const operationsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/deliveries/bulk',
  validateSearch: operationsSearch,
  component: lazyRouteComponent(() => import('./operations-page.js'), 'OperationsPage'),
});

export const bulkRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/deliveries/bulk/$operationId',
  component: lazyRouteComponent(() => import('./bulk-page.js'), 'BulkPage'),
});
