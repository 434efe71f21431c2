import type { AnyRoute, AnyRouter } from '@tanstack/react-router';

const afterMs = 2_000;

/**
 * Loads the code of all pages, after the first one. From then on a gateway that restarts, or has another release, takes no
 * page away from whoever has the dashboard open.
 */
export function loadAllPages(router: AnyRouter): void {
  const load = async (): Promise<void> => {
    for (const route of Object.values<AnyRoute>(router.routesById)) {
      // Otherwise the page is loaded when it is opened.
      await router.loadRouteChunk(route)?.catch(() => undefined);
    }
  };
  setTimeout(() => void load(), afterMs);
}
