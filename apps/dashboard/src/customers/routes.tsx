import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shellRoute } from '../shell/shell-route.js';
import { customersSearchOf } from './customers-search.js';

export const customersRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/customers',
  validateSearch: customersSearchOf,
  component: lazyRouteComponent(() => import('./customers-page.js'), 'CustomersPage'),
});

/** By either id of the customer. */
export const customerRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/customers/$customer',
  component: lazyRouteComponent(() => import('./customer-page.js'), 'CustomerPage'),
});
