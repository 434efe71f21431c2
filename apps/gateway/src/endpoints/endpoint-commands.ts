import { Inject, Injectable } from '@nestjs/common';
import {
  isId,
  newId,
  type BodyOf,
  type Endpoint,
  type EndpointEvent,
  type MessageOf,
  type Settings,
  type createEndpoint,
  type rotateSecret,
  type updateEndpoint,
} from '@postrider/contracts';
import * as decide from '@postrider/domain';
import type { CustomerState, EndpointState, SecretBox } from '@postrider/domain';
import {
  addEndpoint,
  changeEndpoint,
  isUniqueViolation,
  removeFailing,
  type DatabaseClock,
  type EndpointChange,
  type Sql,
} from '@postrider/event-store';
import { MessageEmitters } from '@postrider/queue';
import type { Caller } from '../http/caller.js';
import { Catalogues } from '../event-types/catalogues.js';
import { ApiError, notFound, validationFailed } from '../http/api-error.js';
import { ADDRESS_POLICY, CLOCK, SECRET_BOX, SETTINGS } from '../tokens.js';
import { loadCustomerLimits } from '../customers/customer-limit-store.js';
import { endpointIdsOf, loadCustomer, lockCustomer } from '../customers/customer-store.js';
import { countOwnEndpoints, loadEndpointOwners } from './endpoint-store.js';
import { endpointView } from './endpoint-view.js';
import { refusePlatformFields } from './platform-fields.js';

const hourMs = 3_600_000;

@Injectable()
export class EndpointCommands {
  readonly #announceChange: (message: MessageOf<'endpoint.changed'>) => void;

  constructor(
    @Inject(SETTINGS) private readonly settings: Pick<Settings, 'customers' | 'endpoints'>,
    @Inject(SECRET_BOX) private readonly box: SecretBox,
    @Inject(ADDRESS_POLICY) private readonly policy: decide.AddressPolicy,
    private readonly catalogues: Catalogues,
    @Inject(CLOCK) private readonly clock: DatabaseClock,
    emitters: MessageEmitters,
  ) {
    this.#announceChange = emitters.emitter('endpoint.changed');
  }

  async create(sql: Sql, caller: Caller, body: BodyOf<typeof createEndpoint>) {
    refusePlatformFields(caller, body);
    const { organization_id, actor } = caller;
    const customer = await this.#customerOf(sql, organization_id, body.customer);
    await this.#check(sql, organization_id, body, { customer });
    if (customer && caller.portal) await this.#requireSharedLimit(sql, customer, body.rate_limit);
    await this.#requireRoom(sql, organization_id, customer);
    const now = this.clock.now();
    const id = newId('endpoint', now);
    const { signing_secret = decide.generateSecret() } = body;
    const settings = {
      ...decide.defaultEndpoint,
      ...settingsOf(body),
      url: body.url,
      event_types: distinct(body.event_types),
    };
    const events = decide.createEndpoint(
      settings,
      this.box.seal(signing_secret, decide.sealedFor.endpoint(id)),
      customer,
    );
    const state = await withFreeUid(settings.uid, () => addEndpoint(sql, { id, organization_id }, events, now, actor));
    return { body: { ...(await this.#view(sql, caller, state)), signing_secret } };
  }

  async update(sql: Sql, caller: Caller, id: string, body: BodyOf<typeof updateEndpoint>) {
    refusePlatformFields(caller, body);
    const change = () =>
      this.#change(sql, caller, id, async (state) => {
        const customer = await this.#ownerOf(sql, state);
        await this.#check(sql, caller.organization_id, body, { customer, kept: state.event_types });
        if (customer && body.customers !== undefined) {
          throw validationFailed([
            { field: 'customers', message: 'expected no value: the endpoint belongs to a customer' },
          ]);
        }
        if (customer?.active === false && body.active === true) throw inactiveCustomer(customer);
        if (customer && caller.portal && body.rate_limit !== state.rate_limit) {
          await this.#requireSharedLimit(sql, customer, body.rate_limit);
        }
        return decide.updateEndpoint(state, settingsOf(body));
      });
    const { next, events } = await withFreeUid(body.uid, change);
    if (events.some(({ event }) => isFreshStart(event))) await removeFailing(sql, id);
    return {
      body: await this.#view(sql, caller, next),
      afterCommit: () => {
        this.#announceChange({ endpoint_id: id, active: next.active });
      },
    };
  }

  async delete(sql: Sql, caller: Caller, id: string) {
    await this.#change(sql, caller, id, decide.deleteEndpoint);
    return { body: undefined };
  }

  async rotateSecret(sql: Sql, caller: Caller, id: string, body: BodyOf<typeof rotateSecret>) {
    const { signing_secret = decide.generateSecret(), overlap_hours } = body;
    const sealed = this.box.seal(signing_secret, decide.sealedFor.endpoint(id));
    const overlapMs = overlap_hours === undefined ? this.settings.endpoints.secretOverlapMs : overlap_hours * hourMs;
    const { events } = await this.#change(sql, caller, id, (state, now) => {
      if (this.#isCurrent(state, signing_secret)) {
        throw validationFailed([{ field: 'signing_secret', message: 'expected another secret than the current one' }]);
      }
      return decide.rotateSecret(state, sealed, now, overlapMs);
    });
    const rotated = events[0]?.event;
    if (rotated?.type !== 'EndpointSecretRotated') throw new Error('a rotation gives one event');
    return { body: { signing_secret, previous_secret_expires_at: rotated.data.previous_secret_expires_at } };
  }

  #isCurrent({ id, secrets }: EndpointState, secret: string): boolean {
    const [current] = secrets;
    if (!current) return false;
    try {
      const opened = this.box.open(current.sealed, decide.sealedFor.endpoint(id));
      return decide.secretBytes(opened).equals(decide.secretBytes(secret));
    } catch (error) {
      // Rotating is what replaces a secret that cannot be opened.
      if (error instanceof decide.Unreadable) return false;
      throw error;
    }
  }

  async expirePreviousSecrets(sql: Sql, caller: Caller, id: string) {
    const { next } = await this.#change(sql, caller, id, decide.expirePreviousSecrets);
    return { body: await this.#view(sql, caller, next) };
  }

  async #view(sql: Sql, { portal }: Caller, state: EndpointState): Promise<Endpoint> {
    const owners = await loadEndpointOwners(sql, [state.customer_id]);
    const customer = owners.get(state.customer_id);
    return endpointView(state, { now: this.clock.now(), customer, isPortal: portal !== undefined });
  }

  /** Checks the body against settings and the catalogue. Throws ApiError 422. */
  async #check(
    sql: Sql,
    organizationId: string,
    { url, event_types = [] }: BodyOf<typeof updateEndpoint>,
    { customer, kept = [] }: { customer: CustomerState | undefined; kept?: readonly string[] },
  ): Promise<void> {
    const all = await this.catalogues.of(sql, organizationId);
    const catalogue = customer ? all.ofCustomer(customer.allowed_event_types) : all;
    const problems = event_types.flatMap((pattern, i) =>
      // An existing subscription may stay after its type is deleted.
      catalogue.covers(pattern) || kept.includes(pattern)
        ? []
        : {
            field: `event_types.${String(i)}`,
            message: `expected a subscription that covers an event type of this ${customer ? 'customer' : 'organization'}`,
          },
    );
    if (url !== undefined) {
      // Without DNS: dispatchers check the address of each connection.
      const { hostname, protocol } = new URL(url);
      const refusal = this.policy.hostRefusal(hostname);
      const httpsMissing = this.settings.endpoints.httpsOnly && protocol !== 'https:';
      const message = httpsMissing ? 'expected an https URL' : refusal && `expected a public address: ${refusal}`;
      if (message !== undefined) problems.unshift({ field: 'url', message });
    }
    if (problems.length > 0) throw validationFailed(problems);
  }

  /** Locks the customer that a call names. Throws ApiError 422 if it is unknown. */
  async #customerOf(
    sql: Sql,
    organization_id: string,
    reference: string | undefined,
  ): Promise<CustomerState | undefined> {
    if (reference === undefined) return undefined;
    const customer = await lockCustomer(sql, { organization_id, reference });
    if (customer) return customer;
    throw validationFailed([{ field: 'customer', message: 'expected the id or the uid of a customer' }]);
  }

  /** The customer of an endpoint, which is locked with it. */
  async #ownerOf(sql: Sql, { organization_id, customer_id }: EndpointState): Promise<CustomerState | undefined> {
    return customer_id === null ? undefined : loadCustomer(sql, { organization_id, id: customer_id });
  }

  /** Throws ApiError 422 if the owner has its maximum of endpoints. */
  async #requireRoom(sql: Sql, organizationId: string, customer: CustomerState | undefined): Promise<void> {
    const limit = customer ? await this.#maxEndpointsOf(sql, customer) : this.settings.endpoints.max;
    const count = customer
      ? (await endpointIdsOf(sql, customer.id)).length
      : await countOwnEndpoints(sql, organizationId, limit);
    if (count < limit) return;
    const owner = customer ? 'customer' : 'organization';
    throw new ApiError('too_many_endpoints', `too many endpoints (limit ${String(limit)} per ${owner})`);
  }

  /**
   * A limit of the endpoint would replace its share in the limit of the customer, who is the caller. Throws ApiError 422.
   */
  async #requireSharedLimit(
    sql: Sql,
    { organization_id, rate_limit }: CustomerState,
    given: number | null | undefined,
  ): Promise<void> {
    if (given === undefined || given === null) return;
    const limit = rate_limit ?? (await loadCustomerLimits(sql, organization_id)).rate_limit;
    if (limit === null) return;
    const message = `expected null: all endpoints share a limit of ${String(limit)} requests per second`;
    throw validationFailed([{ field: 'rate_limit', message }]);
  }

  async #maxEndpointsOf(sql: Sql, { organization_id, max_endpoints }: CustomerState): Promise<number> {
    if (max_endpoints !== null) return max_endpoints;
    const ofOrganization = await loadCustomerLimits(sql, organization_id);
    return ofOrganization.max_endpoints ?? this.settings.customers.endpointsMax;
  }

  async #change(
    sql: Sql,
    { organization_id, actor }: Caller,
    id: string,
    decide: (state: EndpointState, now: Date) => EndpointDecision | Promise<EndpointDecision>,
  ): Promise<EndpointChange> {
    if (!isId('endpoint', id)) throw refused('not_found', id);
    const now = this.clock.now();
    const change = await changeEndpoint(
      sql,
      { organization_id, id },
      (state) => (state.deleted_at === null ? decide(state, now) : { refused: 'not_found' }),
      now,
      actor,
    );
    if ('refused' in change) throw refused(change.refused, id);
    return change;
  }
}

type EndpointDecision = decide.Decision<EndpointEvent, 'too_many_secrets' | 'not_found'>;

function refused(reason: 'too_many_secrets' | 'not_found', id: string): ApiError {
  if (reason === 'not_found') return notFound.endpoint(id);
  const message = `too many unexpired secrets for webhook endpoint ${id} (limit ${String(decide.maxSecrets)}); rotate again after the oldest has expired`;
  return new ApiError(reason, message, { resource: 'webhook_endpoint', id });
}

const inactiveCustomer = ({ uid }: CustomerState): ApiError =>
  new ApiError(
    'customer_inactive',
    `webhook customer ${uid} is inactive; activate it, then its endpoints are active again`,
    { resource: 'webhook_customer', id: uid },
  );

/** Throws ApiError 409 if another endpoint of the owner has the uid. */
async function withFreeUid<T>(uid: string | null | undefined, write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    if (!uid || !isUniqueViolation(error)) throw error;
    throw new ApiError('endpoint_uid_exists', `another endpoint has the uid ${uid}`, { field: 'uid' });
  }
}

/** The given settings of an endpoint. */
function settingsOf({
  event_types,
  customers,
  ...body
}: BodyOf<typeof updateEndpoint>): Partial<decide.EndpointSettings> {
  const { url, name, description, uid, metadata, active, rate_limit, envelope } = body;
  return {
    ...(url !== undefined && { url }),
    ...(event_types !== undefined && { event_types: distinct(event_types) }),
    ...(name !== undefined && { name }),
    ...(description !== undefined && { description }),
    ...(uid !== undefined && { uid }),
    ...(metadata !== undefined && { metadata }),
    ...(customers !== undefined && { all_customers: customers === 'all' }),
    ...(active !== undefined && { active }),
    ...(rate_limit !== undefined && { rate_limit }),
    ...(envelope !== undefined && { envelope }),
  };
}

const distinct = <T>(values: readonly T[]): T[] => [...new Set(values)];

/** What an endpoint failed at before no longer counts against it. */
const isFreshStart = (event: EndpointEvent): boolean =>
  event.type === 'EndpointActivated' || (event.type === 'EndpointUpdated' && event.data.url !== undefined);
