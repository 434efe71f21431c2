import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shellRoute } from '../shell/shell-route.js';

export const bulkRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/deliveries/bulk/$operationId',
  component: lazyRouteComponent(() => import('./bulk-page.js'), 'BulkPage'),
});
