import { createHashHistory, createRoute, createRouter, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { endpointSearch, endpointsSearch, newEndpointSearch } from '../endpoints/endpoints-search.js';
import { eventTypesSearch } from '../event-types/event-types-search.js';
import { PageSkeleton } from '../parts/loading.js';
import { searchOf } from '../shared/delivery-filters.js';
import { NotFoundPage } from '../shell/not-found-page.js';
import { PageErrorPage } from '../shell/page-error-page.js';
import { rootRoute } from '../shell/root-route.js';
import { PortalShell } from './portal-shell.js';

/** Named as that of the dashboard: its pages find their routes by it. */
const shellRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'shell',
  component: PortalShell,
  errorComponent: PageErrorPage,
});

const inShell = { getParentRoute: () => shellRoute } as const;

const routeTree = rootRoute.addChildren([
  shellRoute.addChildren([
    createRoute({
      ...inShell,
      path: '/',
      beforeLoad: () => {
        throw redirect({ to: '/endpoints', replace: true });
      },
    }),
    createRoute({
      ...inShell,
      path: '/endpoints',
      validateSearch: endpointsSearch,
      component: lazyRouteComponent(() => import('../endpoints/endpoints-page.js'), 'EndpointsPage'),
    }),
    createRoute({
      ...inShell,
      path: '/endpoints/new',
      validateSearch: newEndpointSearch,
      component: lazyRouteComponent(() => import('../endpoints/new-endpoint-page.js'), 'NewEndpointPage'),
    }),
    createRoute({
      ...inShell,
      path: '/endpoints/$endpointId',
      validateSearch: endpointSearch,
      component: lazyRouteComponent(() => import('../endpoints/endpoint-page.js'), 'EndpointPage'),
    }),
    createRoute({
      ...inShell,
      path: '/deliveries',
      validateSearch: searchOf,
      component: lazyRouteComponent(() => import('../deliveries/deliveries-page.js'), 'DeliveriesPage'),
    }),
    createRoute({
      ...inShell,
      path: '/deliveries/$deliveryId',
      component: lazyRouteComponent(() => import('../deliveries/delivery-page.js'), 'DeliveryPage'),
    }),
    createRoute({
      ...inShell,
      path: '/deliveries/bulk/$operationId',
      component: lazyRouteComponent(() => import('../bulk/bulk-page.js'), 'BulkPage'),
    }),
    createRoute({
      ...inShell,
      path: '/event-types',
      validateSearch: eventTypesSearch,
      component: lazyRouteComponent(() => import('../event-types/event-types-page.js'), 'EventTypesPage'),
    }),
    createRoute({
      ...inShell,
      path: '/event-types/$eventType',
      component: lazyRouteComponent(() => import('../event-types/event-type-page.js'), 'EventTypePage'),
    }),
    createRoute({ ...inShell, path: '$', component: NotFoundPage }),
  ]),
]);

/** Pages are in the fragment of the address: its path names the organization. */
export const router = createRouter({
  routeTree,
  history: createHashHistory(),
  defaultPreload: 'intent',
  defaultPendingComponent: PageSkeleton,
  defaultNotFoundComponent: NotFoundPage,
  scrollRestoration: true,
});
