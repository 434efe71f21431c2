import { envelopes, type CustomerEvent, type EndpointEvent } from '@postrider/contracts';
import {
  deactivateEndpoint,
  deleteCustomer,
  deleteEndpoint,
  failInactive,
  rotateSecret,
  updateCustomer,
  updateEndpoint,
  type AttemptOutcome,
  type CustomerChanges,
  type CustomerState,
  type Decision,
  type EndpointSettings,
  type EndpointState,
} from '@postrider/domain';
import { newId } from '@postrider/testing';
import fc from 'fast-check';
import {
  addCustomer,
  addEndpoint,
  changeCustomer,
  responded,
  attempt,
  attemptChange,
  changeEndpoint,
  loadDelivery,
  publish,
  publishFanOut,
  refused,
  replay,
} from './commands.fixture.spec.js';
import { deliveryChange } from '../commands/change-delivery.js';
import { expandFanOut } from '../statements/fan-out/expand-fan-out.js';
import { recordDeliveries } from '../statements/record-deliveries.js';
import type { Database } from '../postgres/sql.js';

/** The streams of an organization. */
export interface World {
  database: Database;
  organization_id: string;
  customers: CustomerState[];
  endpoints: string[];
  deliveries: string[];
}

/** Runs a command in the world. Does nothing if its target does not exist. */
export type Command = ((world: World) => Promise<unknown>) & { toString: () => string };

const command = (name: string, detail: unknown, run: (world: World) => Promise<unknown>): Command =>
  Object.assign((world: World) => run(world), { toString: () => `${name}(${JSON.stringify(detail)})` });

const pick = (from: readonly string[], n: number): string | undefined => from[n % from.length];

const onEndpoint = (
  name: string,
  n: number,
  detail: unknown,
  decide: (state: EndpointState) => Decision<EndpointEvent, string>,
): Command =>
  command(name, [n, detail], async ({ database, endpoints }) => {
    const id = pick(endpoints, n);
    if (id !== undefined) await changeEndpoint(database, id, decide);
  });

const onDelivery = (
  name: string,
  n: number,
  detail: unknown,
  run: (database: Database, id: string) => Promise<unknown>,
): Command =>
  command(name, [n, detail], async ({ database, deliveries }) => {
    const id = pick(deliveries, n);
    if (id !== undefined) await run(database, id);
  });

const index = fc.nat(50);
const text = fc.string({ unit: fc.constantFrom('a', 'é', '😀', '"', '\\', "'", '\n', ',', '{', '}', ' ') });
const indexed = fc.dictionary(fc.constantFrom('data.a', 'data.b."c"'), text, { minKeys: 1 });
const settings = fc.record<Partial<EndpointSettings>>(
  {
    url: fc.constantFrom('https://example.com/a', 'https://hooks.slack.com/services/T/B/x'),
    event_types: fc.array(fc.constantFrom('*', 'budget.*', 'api_key.revoked'), { minLength: 1 }),
    description: fc.option(text),
    active: fc.boolean(),
    envelope: fc.constantFrom(...envelopes),
  },
  { requiredKeys: [] },
);
const outcome: fc.Arbitrary<AttemptOutcome> = fc.oneof(
  fc.constant(refused),
  fc
    .tuple(fc.constantFrom(200, 204, 302, 404, 410, 429, 500), text)
    .map(([status, body]) => responded(status, `${body}\0`)),
);

const create = fc.tuple(settings, fc.option(index)).map(([given, owner]) =>
  command('create', [given, owner], async (world) => {
    const customer = owner === null ? undefined : world.customers[owner % world.customers.length];
    world.endpoints.push((await addEndpoint(world.database, world.organization_id, given, customer)).id);
  }),
);

const customerSettings = fc.record<CustomerChanges>(
  {
    name: fc.option(text),
    metadata: fc.dictionary(text, text, { maxKeys: 2 }),
    active: fc.boolean(),
    rate_limit: fc.option(fc.constantFrom(1, 50)),
    max_endpoints: fc.option(fc.constantFrom(3, 7)),
    allowed_event_types: fc.option(fc.constant(['budget.*'])),
  },
  { requiredKeys: [] },
);
const createCustomer = customerSettings.map((given) =>
  command('create customer', given, async (world) => {
    const { database, organization_id, customers } = world;
    const uid = `"${newId('customer')}\\`;
    customers.push(await addCustomer(database, organization_id, uid, given));
  }),
);
const onCustomer = (n: number, name: string, detail: unknown, decide: (state: CustomerState) => CustomerEvent[]) =>
  command(name, [n, detail], async ({ database, customers }) => {
    const customer = customers[n % customers.length];
    if (customer) await changeCustomer(database, customer.id, decide);
  });
const customerCommand = fc.oneof(
  fc
    .tuple(index, customerSettings)
    .map(([n, changes]) => onCustomer(n, 'update customer', changes, (state) => updateCustomer(state, changes))),
  index.map((n) => onCustomer(n, 'delete customer', null, deleteCustomer)),
);

const publishing = fc
  .record({
    to: fc.array(index, { maxLength: 4, size: 'max' }),
    test: fc.boolean(),
    queue: fc.constantFrom('deliver', 'replay'),
    payload: fc.option(text, { nil: undefined }),
    indexed: fc.option(indexed, { nil: undefined }),
    customer: fc.option(index, { nil: undefined }),
  })
  .map((event) =>
    command('publish', event, async ({ database, organization_id, customers, endpoints, deliveries }) => {
      const endpoint_ids = [...new Set(event.to.flatMap((n) => pick(endpoints, n) ?? []))];
      const { test, queue, payload, indexed: values } = event;
      const customer = event.customer === undefined ? undefined : customers[event.customer % customers.length];
      const published = await publish(database, {
        organization_id,
        endpoint_ids,
        test,
        queue,
        ...(payload !== undefined && { payload }),
        ...(values && { indexed: values }),
        ...(customer && { customer }),
      });
      deliveries.push(...published.deliveries);
    }),
  );

/** A large call, of which some chunks are expanded at once, and the others later or never. */
const fanningOut = fc
  .record({
    to: fc.array(index, { minLength: 1, maxLength: 4, size: 'max' }),
    count: fc.integer({ min: 1, max: 3 }),
    chunks: fc.array(fc.integer({ min: 1, max: 5 }), { maxLength: 4 }),
  })
  .map((call) =>
    command('fan out', call, async ({ database, organization_id, endpoints, deliveries }) => {
      const endpoint_ids = [...new Set(call.to.flatMap((n) => pick(endpoints, n) ?? []))];
      await publishFanOut(database, { organization_id, endpoint_ids, count: call.count });
      for (const limit of call.chunks) {
        const chunk = await database.transaction((sql) => expandFanOut(sql, { last: '' }, limit));
        deliveries.push(...(chunk?.deliveries ?? []).map(({ id }) => id));
      }
    }),
  );

const endpointCommand = fc.oneof(
  fc
    .tuple(index, settings)
    .map(([n, changes]) => onEndpoint('update', n, changes, (state) => updateEndpoint(state, changes))),
  index.map((n) => onEndpoint('gone', n, null, (state) => deactivateEndpoint(state, 'gone'))),
  index.map((n) => onEndpoint('delete', n, null, deleteEndpoint)),
  fc
    .tuple(index, fc.constantFrom(0, 1, 86_400_000))
    .map(([n, overlapMs]) =>
      onEndpoint('rotate', n, overlapMs, (state) =>
        rotateSecret(state, `k1.nonce.${String(state.version)}`, new Date(), overlapMs),
      ),
    ),
);

const deliveryCommand = fc.oneof(
  {
    weight: 3,
    arbitrary: fc
      .tuple(index, outcome)
      .map(([n, came]) => onDelivery('attempt', n, came, (database, id) => attempt(database, id, came))),
  },
  index.map((n) => onDelivery('replay', n, null, replay)),
  index.map((n) =>
    onDelivery('deactivated', n, null, async (database, id) => {
      const state = await loadDelivery(database, id);
      await recordDeliveries(database, [deliveryChange(state, failInactive(state), new Date())]);
    }),
  ),
  fc.tuple(index, outcome, outcome).map(([n, first, second]) =>
    onDelivery('two attempts at once', n, [first, second], async (database, id) => {
      const state = await loadDelivery(database, id);
      const rivals = [first, second].map((came) => attemptChange(state, came));
      await Promise.all(rivals.map((change) => recordDeliveries(database, change.events.length > 0 ? [change] : [])));
    }),
  ),
);

export const anyCommand: fc.Arbitrary<Command> = fc.oneof(
  { weight: 2, arbitrary: create },
  { weight: 2, arbitrary: createCustomer },
  { weight: 2, arbitrary: customerCommand },
  { weight: 3, arbitrary: publishing },
  { weight: 2, arbitrary: fanningOut },
  { weight: 3, arbitrary: endpointCommand },
  { weight: 6, arbitrary: deliveryCommand },
);
