import { createRouter } from '@tanstack/react-router';
import { bulkRoute, operationsRoute } from './bulk/routes.js';
import { consentRoute } from './consent/routes.js';
import { customerRoute, customersRoute } from './customers/routes.js';
import { deliveriesRoute, deliveryRoute } from './deliveries/routes.js';
import { endpointRoute, endpointsRoute, newEndpointRoute } from './endpoints/routes.js';
import { editEventTypeRoute, eventTypeRoute, eventTypesRoute, newEventTypeRoute } from './event-types/routes.js';
import { eventRoute, eventsRoute } from './events/routes.js';
import { keysRoute } from './keys/routes.js';
import { overviewRoute } from './overview/routes.js';
import { PageSkeleton } from './parts/loading.js';
import { settingsRoute } from './settings/routes.js';
import { NotFoundPage } from './shell/not-found-page.js';
import { rootRoute } from './shell/root-route.js';
import { otherRoute, shellRoute } from './shell/shell-route.js';
import { signInRoute } from './sign-in/routes.js';

const routeTree = rootRoute.addChildren([
  signInRoute,
  consentRoute,
  shellRoute.addChildren([
    overviewRoute,
    endpointsRoute,
    newEndpointRoute,
    endpointRoute,
    customersRoute,
    customerRoute,
    deliveriesRoute,
    deliveryRoute,
    operationsRoute,
    bulkRoute,
    eventsRoute,
    eventRoute,
    eventTypesRoute,
    newEventTypeRoute,
    eventTypeRoute,
    editEventTypeRoute,
    keysRoute,
    settingsRoute,
    otherRoute,
  ]),
]);

export const router = createRouter({
  routeTree,
  defaultPreload: 'intent',
  defaultPendingComponent: PageSkeleton,
  defaultNotFoundComponent: NotFoundPage,
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
