import type { Endpoint } from '@postrider/contracts';
import { isPortal } from '../api/permissions.js';
import { RouterAnchor } from '../parts/router-anchor.js';
import { useEndpoint } from './all-endpoints.js';
import classes from './endpoint-name.module.css';
import { endpointTitle } from './endpoint-title.js';

interface EndpointNameProps {
  id: string;
  lines?: number;
  /** Of a delivery, whose endpoint may be deleted. Null: it is shown elsewhere. */
  customer?: Endpoint['customer'] | null;
}

/** The endpoint's title, or its id if it is deleted, and the customer that it belongs to. */
export function EndpointName({ id, lines = 1, customer }: EndpointNameProps) {
  const endpoint = useEndpoint(id);
  const owner = customer === undefined ? endpoint?.customer : customer;
  const name = (
    <RouterAnchor
      to="/endpoints/$endpointId"
      params={{ endpointId: id }}
      title={endpoint?.url ?? id}
      size="sm"
      dir="auto"
      lineClamp={lines}
      // What is clicked is at least 24 px high (WCAG 2.5.8).
      lh="1.5rem"
      w="fit-content"
      maw="100%"
    >
      {endpoint === undefined ? id : endpointTitle(endpoint)}
    </RouterAnchor>
  );
  if (owner == null || isPortal()) return name;
  return (
    <span className={classes.name}>
      {name}
      <span className={classes.customer} title={owner.uid} dir="auto">
        {owner.uid}
      </span>
    </span>
  );
}
