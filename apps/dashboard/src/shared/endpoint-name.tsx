import { RouterAnchor } from '../parts/router-anchor.js';
import { useEndpoint } from './all-endpoints.js';
import { endpointTitle } from './endpoint-title.js';

/** The endpoint's title, or its id if it is deleted. */
export function EndpointName({ id, lines = 1 }: { id: string; lines?: number }) {
  const endpoint = useEndpoint(id);
  return (
    <RouterAnchor
      to="/endpoints/$endpointId"
      params={{ endpointId: id }}
      title={endpoint?.url ?? id}
      size="sm"
      dir="auto"
      lineClamp={lines}
      // What is clicked is at least 24 px high (WCAG 2.5.8).
      lh="1.5rem"
    >
      {endpoint === undefined ? id : endpointTitle(endpoint)}
    </RouterAnchor>
  );
}
