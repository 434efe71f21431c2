import type { Endpoint } from '@postrider/contracts';
import { RouterAnchor } from '../parts/router-anchor.js';

/** The uid of a customer, which leads to its page. */
export function CustomerLink({ customer: { id, uid } }: { customer: NonNullable<Endpoint['customer']> }) {
  return (
    <RouterAnchor to="/customers/$customer" params={{ customer: id }} size="sm" dir="auto">
      {uid}
    </RouterAnchor>
  );
}
