import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shellRoute } from '../shell/shell-route.js';

export interface OperationsSearch {
  cursor?: string;
}

export const operationsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/deliveries/bulk',
  validateSearch: ({ cursor }: Record<string, unknown>): OperationsSearch =>
    typeof cursor === 'string' && cursor !== '' ? { cursor } : {},
  component: lazyRouteComponent(() => import('./operations-page.js'), 'OperationsPage'),
});

export const bulkRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/deliveries/bulk/$operationId',
  component: lazyRouteComponent(() => import('./bulk-page.js'), 'BulkPage'),
});
