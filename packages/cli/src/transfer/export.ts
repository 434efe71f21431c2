import type { Customer, Endpoint, EventType, Postrider } from '@postrider/sdk';
import { customerFields, endpointFields } from './known.js';
import { header } from './line-type.js';
import { patient } from './target.js';

const pageSize = 250;

/** The lines of a file, in an order that depends on what is exported alone. Secrets cannot be read through the API. */
export async function* exportLines(client: Postrider): AsyncGenerator<string, void, undefined> {
  yield JSON.stringify(header);
  const eventTypes = await client.eventTypes.list();
  // Those of the installation itself are there already.
  yield* sorted(eventTypes.filter(({ source }) => source === 'organization').map(eventTypeLine));
  const page = { limit: pageSize };
  const customers: Entry[] = [];
  for await (const customer of client.customers.list(page, patient)) customers.push(customerLine(customer));
  yield* sorted(customers);
  const endpoints: Entry[] = [];
  for await (const endpoint of client.endpoints.list(page, patient)) endpoints.push(endpointLine(endpoint));
  yield* sorted(endpoints);
}

/** A line with what it is sorted by. */
interface Entry {
  key: string;
  line: string;
}

const sorted = (entries: readonly Entry[]): string[] =>
  entries.toSorted((a, b) => (a.key < b.key ? -1 : 1)).map(({ line }) => line);

const entry = (key: string, line: object): Entry => ({ key, line: JSON.stringify(line) });

const eventTypeLine = ({ type, description, example, schema }: EventType): Entry =>
  entry(type, { type: 'event_type', name: type, description, example, schema });

const customerLine = (customer: Customer): Entry =>
  entry(customer.uid, { type: 'customer', uid: customer.uid, ...customerFields(customer) });

/** An endpoint without a uid gets its id as one, by which an import finds it again. */
function endpointLine(endpoint: Endpoint): Entry {
  const { id, uid, customer } = endpoint;
  const own = uid ?? id;
  const owner = customer?.uid ?? null;
  const line = { type: 'endpoint', id, uid: own, customer: owner, ...endpointFields(endpoint), signing_secret: null };
  return entry(`${owner ?? ''} ${own}`, line);
}
