import { Inject, Injectable } from '@nestjs/common';
import {
  CustomerUid,
  isId,
  newId,
  type Actor,
  type BodyOf,
  type Customer,
  type EndpointEvent,
  type MessageOf,
  type putCustomer,
  type Settings,
  type updateCustomer,
} from '@postrider/contracts';
import * as decide from '@postrider/domain';
import type { CustomerState, EndpointState } from '@postrider/domain';
import {
  addCustomer,
  changeCustomer,
  changeEndpoint,
  deleteContactsOf,
  removeFailing,
  VersionConflict,
  type DatabaseClock,
  type Sql,
} from '@postrider/event-store';
import { MessageEmitters } from '@postrider/queue';
import { Catalogues } from '../event-types/catalogues.js';
import { ApiError, notFound, validationFailed } from '../http/api-error.js';
import type { Caller } from '../http/caller.js';
import { parse } from '../http/operation-route.js';
import { CLOCK, SETTINGS } from '../tokens.js';
import { countCustomers, endpointIdsOf, findCustomerId, lockCustomer, requireCustomer } from './customer-store.js';
import { loadCustomerLimits } from './customer-limit-store.js';
import { customerView } from './customer-view.js';

type Changes = BodyOf<typeof updateCustomer>;

/** Locks in the order customer, endpoints, organization. */
@Injectable()
export class CustomerCommands {
  readonly #announceEndpoint: (message: MessageOf<'endpoint.changed'>) => void;

  constructor(
    @Inject(SETTINGS) private readonly settings: Pick<Settings, 'customers'>,
    @Inject(CLOCK) private readonly clock: DatabaseClock,
    private readonly catalogues: Catalogues,
    emitters: MessageEmitters,
  ) {
    this.#announceEndpoint = emitters.emitter('endpoint.changed');
  }

  async put(sql: Sql, caller: Caller, reference: string, body: BodyOf<typeof putCustomer>) {
    const { organization_id, actor } = caller;
    const state = await lockCustomer(sql, { organization_id, reference });
    if (state) return this.#change(sql, caller, state, { ...decide.defaultCustomer, ...given(body) });
    if (isId('customer', reference)) throw notFound.customer(reference);
    await this.#checkTypes(sql, organization_id, body);
    const created = await this.#create(sql, { organization_id, uid: uidOf(reference) }, given(body), actor);
    // Another call has created it meanwhile. Its lock would be taken after the organization's.
    if (!created) throw new VersionConflict(`customer ${reference} was created by another call`);
    return { body: await this.#view(sql, created) };
  }

  /** Creates a customer unless there is one with this uid. Throws ApiError 422 above the limit. */
  async ensure(sql: Sql, key: { organization_id: string; uid: string }, actor: Actor | undefined): Promise<void> {
    await this.#create(sql, key, {}, actor);
  }

  async update(sql: Sql, caller: Caller, reference: string, body: Changes) {
    const { organization_id } = caller;
    return this.#change(sql, caller, await requireCustomer(sql, { organization_id, reference }), given(body));
  }

  async delete(sql: Sql, { organization_id, actor }: Caller, reference: string) {
    const state = await requireCustomer(sql, { organization_id, reference });
    const now = this.clock.now();
    for (const id of await endpointIdsOf(sql, state.id)) {
      await changeEndpoint(sql, { id, organization_id }, decide.deleteEndpoint, now, actor);
    }
    await deleteContactsOf(sql, state.id);
    await changeCustomer(sql, state, decide.deleteCustomer(state), now, actor);
    return { body: undefined };
  }

  /** Undefined if there is one with this uid already. */
  async #create(
    sql: Sql,
    { organization_id, uid }: { organization_id: string; uid: string },
    given: decide.CustomerChanges,
    actor: Actor | undefined,
  ): Promise<CustomerState | undefined> {
    const max = this.settings.customers.max;
    const count = await countCustomers(sql, organization_id, max);
    if ((await findCustomerId(sql, { organization_id, reference: uid })) !== undefined) return undefined;
    if (count >= max) {
      throw new ApiError('too_many_customers', `too many customers (limit ${String(max)} per organization)`);
    }
    const now = this.clock.now();
    const key = { id: newId('customer', now), organization_id };
    return addCustomer(sql, key, decide.createCustomer(uid, given), now, actor);
  }

  async #change(sql: Sql, { organization_id, actor }: Caller, state: CustomerState, changes: decide.CustomerChanges) {
    await this.#checkTypes(sql, organization_id, changes, state.allowed_event_types ?? []);
    const now = this.clock.now();
    const { next } = await changeCustomer(sql, state, decide.updateCustomer(state, changes), now, actor);
    const changed = next.active === state.active ? [] : await this.#followedBy(sql, next, now, actor);
    return {
      body: await this.#view(sql, next),
      afterCommit: () => {
        for (const { id, active } of changed) this.#announceEndpoint({ endpoint_id: id, active });
      },
    };
  }

  async #view(sql: Sql, state: CustomerState): Promise<Customer> {
    return customerView(state, await loadCustomerLimits(sql, state.organization_id), this.settings);
  }

  /** Its endpoints are deactivated and activated with a customer. Returns those that change. */
  async #followedBy(
    sql: Sql,
    { id: customerId, organization_id, active }: CustomerState,
    now: Date,
    actor: Actor | undefined,
  ): Promise<EndpointState[]> {
    const follow = (endpoint: EndpointState): EndpointEvent[] =>
      active ? decide.activateWithCustomer(endpoint) : decide.deactivateEndpoint(endpoint, 'customer_inactive');
    const changed: EndpointState[] = [];
    for (const id of await endpointIdsOf(sql, customerId)) {
      const change = await changeEndpoint(sql, { id, organization_id }, follow, now, actor);
      if ('refused' in change || change.events.length === 0) continue;
      changed.push(change.next);
      // What it failed at before no longer counts against it.
      if (active) await removeFailing(sql, id);
    }
    return changed;
  }

  /** Throws ApiError 422 for a subscription that covers no type of the organization. */
  async #checkTypes(
    sql: Sql,
    organizationId: string,
    { allowed_event_types }: Pick<Changes, 'allowed_event_types'>,
    kept: readonly string[] = [],
  ): Promise<void> {
    if (!allowed_event_types) return;
    const catalogue = await this.catalogues.of(sql, organizationId);
    const problems = allowed_event_types.flatMap((pattern, i) =>
      // An allowed subscription may stay after its type is deleted.
      catalogue.covers(pattern) || kept.includes(pattern)
        ? []
        : {
            field: `allowed_event_types.${String(i)}`,
            message: 'expected a subscription that covers an event type of this organization',
          },
    );
    if (problems.length > 0) throw validationFailed(problems);
  }
}

function uidOf(reference: string): string {
  const problems: { field: string; message: string }[] = [];
  parse(CustomerUid, reference, problems);
  if (problems.length > 0) throw validationFailed(problems.map(({ message }) => ({ field: 'customer', message })));
  return reference;
}

/** Without fields that are not given. */
const given = (body: Changes): decide.CustomerChanges =>
  Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined));
