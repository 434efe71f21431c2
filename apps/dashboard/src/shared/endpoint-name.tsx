import { RouterAnchor } from '../parts/router-anchor.js';
import { useEndpoint } from './all-endpoints.js';

/** The endpoint's URL without the scheme, or its id if it is deleted. */
export function EndpointName({ id, lines = 1 }: { id: string; lines?: number }) {
  const endpoint = useEndpoint(id);
  return (
    <RouterAnchor
      to="/endpoints/$endpointId"
      params={{ endpointId: id }}
      title={endpoint?.url ?? id}
      size="sm"
      dir="ltr"
      lineClamp={lines}
    >
      {endpoint === undefined ? id : endpoint.url.replace(/^https?:\/\//, '')}
    </RouterAnchor>
  );
}
