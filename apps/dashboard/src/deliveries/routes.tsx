import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shellRoute } from '../shell/shell-route.js';
import { type DeliveriesSearch, searchOf } from '../shared/delivery-filters.js';

export const deliveriesRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/deliveries',
  validateSearch: (search: Record<string, unknown>): DeliveriesSearch => searchOf(search),
  component: lazyRouteComponent(() => import('./deliveries-page.js'), 'DeliveriesPage'),
});

export const deliveryRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/deliveries/$deliveryId',
  component: lazyRouteComponent(() => import('./delivery-page.js'), 'DeliveryPage'),
});
