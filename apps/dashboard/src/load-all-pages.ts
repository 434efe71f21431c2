import type { AnyRoute, AnyRouter } from '@tanstack/react-router';

const afterMs = 2_000;

/** Loads the code of the page that is opened while it is found out who is signed in, instead of afterwards. */
export function loadOpenPage(router: AnyRouter): void {
  const routes = router.routesById as Readonly<Record<string, AnyRoute | undefined>>;
  const matches: readonly { routeId: string }[] = router.matchRoutes(location.pathname, {});
  for (const { routeId } of matches) {
    const route = routes[routeId];
    // The router loads it once more, and shows the failure.
    if (route) void router.loadRouteChunk(route)?.catch(() => undefined);
  }
}

/**
 * Loads the code of all pages, some time after the first one is shown. From then on a gateway that restarts, or has another
 * release, takes no page away from whoever has the dashboard open.
 */
export function loadAllPages(router: AnyRouter): void {
  const load = async (): Promise<void> => {
    for (const route of Object.values<AnyRoute>(router.routesById)) {
      // Otherwise the page is loaded when it is opened.
      await router.loadRouteChunk(route)?.catch(() => undefined);
    }
  };
  const stop = router.subscribe('onRendered', () => {
    stop();
    setTimeout(() => void load(), afterMs);
  });
}
