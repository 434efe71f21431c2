import type { Postrider } from '@postrider/sdk';
import type { Known } from '../transfer/known.js';
import type { LineType } from '../transfer/line-type.js';
import { endpointName, type Change } from '../transfer/report.js';
import { patient } from '../transfer/target.js';

/** What a file names, by the names of the changes. */
export type NamedInFile = Readonly<Record<LineType, ReadonlySet<string>>>;

/** A deletion, and the call that makes it. */
export interface Deletion {
  change: Change;
  run: (client: Postrider) => Promise<void>;
}

/**
 * What the organization has and the file does not, of the lists that the file has. Endpoints first: the deletion of a
 * customer deletes its endpoints.
 */
export function deletionsOf(known: Known, named: NamedInFile, types: ReadonlySet<LineType>): Deletion[] {
  const customers = types.has('customer') ? [...known.customers.keys()].filter((uid) => !named.customer.has(uid)) : [];
  const gone = new Set<string | null>(customers);
  const endpoints = [...known.namedEndpoints()].filter(
    ({ customer, uid }) => !gone.has(customer) && !named.endpoint.has(endpointName(customer, uid)),
  );
  const eventTypes = [...known.eventTypes].filter(
    ([type, { source }]) => source === 'organization' && !named.event_type.has(type),
  );
  return [
    ...(types.has('endpoint') ? endpoints : []).map(({ customer, uid, id }) =>
      deletion('endpoint', endpointName(customer, uid), (client) => client.endpoints.delete(id, patient)),
    ),
    ...customers.map((uid) => deletion('customer', uid, (client) => client.customers.delete(uid, patient))),
    ...(types.has('event_type') ? eventTypes : []).map(([type]) =>
      deletion('event_type', type, (client) => client.eventTypes.delete(type, patient)),
    ),
  ];
}

const deletion = (type: LineType, name: string, run: Deletion['run']): Deletion => ({
  change: { action: 'delete', type, name, fields: [] },
  run,
});
