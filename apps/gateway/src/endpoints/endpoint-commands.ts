import { Inject, Injectable, Logger } from '@nestjs/common';
import type { ClientProxy } from '@nestjs/microservices';
import {
  broadcasts,
  newId,
  type BodyOf,
  type Endpoint,
  type EndpointEvent,
  type OutputOf,
  type Settings,
  type createEndpoint,
  type rotateSecret,
  type updateEndpoint,
} from '@postrider/contracts';
import * as decide from '@postrider/domain';
import type { SecretBox } from '@postrider/domain';
import { forgetFailing, type DatabaseClock, type Sql } from '@postrider/event-store';
import type { Caller } from '../auth/caller.js';
import { Catalogues } from '../event-types/catalogues.js';
import { ApiError, validationFailed } from '../http/api-error.js';
import type { CommandResult } from '../idempotency/management-commands.js';
import { ADDRESS_POLICY, BROADCASTS, CLOCK, SECRET_BOX, SETTINGS } from '../tokens.js';
import { loadEndpoint, saveEndpoint } from './endpoint-store.js';
import { endpointView } from './endpoint-view.js';

/** The commands on one endpoint; each runs inside the transaction it is given. */
@Injectable()
export class EndpointCommands {
  readonly #logger = new Logger('endpoints');

  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    @Inject(SECRET_BOX) private readonly box: SecretBox,
    @Inject(ADDRESS_POLICY) private readonly policy: decide.AddressPolicy,
    private readonly catalogues: Catalogues,
    @Inject(BROADCASTS) private readonly broadcast: ClientProxy,
    @Inject(CLOCK) private readonly clock: DatabaseClock,
  ) {}

  async create(
    sql: Sql,
    { organization_id }: Caller,
    body: BodyOf<typeof createEndpoint>,
  ): Promise<CommandResult<OutputOf<typeof createEndpoint>>> {
    await this.#check(sql, organization_id, body);
    await this.#requireRoom(sql, organization_id);
    const now = this.clock.now();
    const id = newId('endpoint', now);
    const signing_secret = decide.generateSecret();
    const events = decide.createEndpoint(
      {
        url: body.url,
        event_types: distinct(body.event_types),
        description: body.description ?? null,
        active: body.active ?? true,
        rate_limit: body.rate_limit ?? null,
      },
      this.box.seal(signing_secret, decide.sealedFor.endpoint(id)),
    );
    const state = await saveEndpoint(sql, { id, organization_id, state: undefined }, events, now);
    return { body: { ...endpointView(state), signing_secret } };
  }

  async update(
    sql: Sql,
    caller: Caller,
    id: string,
    body: BodyOf<typeof updateEndpoint>,
  ): Promise<CommandResult<Endpoint>> {
    const state = await this.#load(sql, caller, id);
    const { url, event_types, description, active, rate_limit } = body;
    await this.#check(sql, caller.organization_id, body, state.event_types);
    const events = decide.updateEndpoint(state, {
      ...(url !== undefined && { url }),
      ...(event_types !== undefined && { event_types: distinct(event_types) }),
      ...(description !== undefined && { description }),
      ...(active !== undefined && { active }),
      ...(rate_limit !== undefined && { rate_limit }),
    });
    const next = await saveEndpoint(sql, { ...state, state }, events, this.clock.now());
    if (events.some(beginsAnew)) await forgetFailing(sql, id);
    const deactivated = events.some(({ type }) => type === 'EndpointDeactivated');
    return {
      body: endpointView(next),
      ...(deactivated && {
        afterCommit: () => {
          this.#announceDeactivation(id);
        },
      }),
    };
  }

  async delete(sql: Sql, caller: Caller, id: string): Promise<CommandResult<undefined>> {
    const state = await this.#load(sql, caller, id);
    await saveEndpoint(sql, { ...state, state }, decide.deleteEndpoint(state), this.clock.now());
    return { body: undefined };
  }

  async rotateSecret(sql: Sql, caller: Caller, id: string): Promise<CommandResult<OutputOf<typeof rotateSecret>>> {
    const state = await this.#load(sql, caller, id);
    const signing_secret = decide.generateSecret();
    const now = this.clock.now();
    const overlapMs = this.settings.POSTRIDER_SECRET_OVERLAP_MS;
    const sealed = this.box.seal(signing_secret, decide.sealedFor.endpoint(id));
    const events = decide.rotateSecret(state, sealed, now, overlapMs);
    if (events === 'too_many_secrets') {
      throw new ApiError(
        'too_many_secrets',
        `too many unexpired secrets for webhook endpoint ${id} (limit ${String(decide.maxSecrets)}); rotate again after the oldest has expired`,
        { resource: 'webhook_endpoint', id },
      );
    }
    const [rotated] = events;
    if (rotated?.type !== 'EndpointSecretRotated') throw new Error('a rotation gives one event');
    await saveEndpoint(sql, { ...state, state }, events, now);
    return { body: { signing_secret, previous_secret_expires_at: rotated.data.previous_secret_expires_at } };
  }

  /** What the contract cannot know. Throws ApiError 422. */
  async #check(
    sql: Sql,
    organizationId: string,
    { url, event_types = [] }: BodyOf<typeof updateEndpoint>,
    kept: readonly string[] = [],
  ): Promise<void> {
    const catalogue = await this.catalogues.of(sql, organizationId);
    const problems = event_types.flatMap((pattern, i) =>
      // One that is there already may stay, though its type is deleted.
      catalogue.covers(pattern) || kept.includes(pattern)
        ? []
        : { field: `event_types.${String(i)}`, message: 'expected a subscription that covers a type of the catalogue' },
    );
    const message = url === undefined ? undefined : this.#urlProblem(url);
    if (message !== undefined) problems.unshift({ field: 'url', message });
    if (problems.length > 0) throw validationFailed(problems);
  }

  /** Throws ApiError 422. The lock, which saving an endpoint takes anyway, makes creations wait for each other. */
  async #requireRoom(sql: Sql, organizationId: string): Promise<void> {
    const max = this.settings.POSTRIDER_ENDPOINTS_MAX;
    await sql.query('SELECT 1 FROM organizations WHERE id = $1 FOR NO KEY UPDATE', [organizationId]);
    const { rows } = await sql.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM (
         SELECT 1 FROM endpoints WHERE organization_id = $1 AND deleted_at IS NULL LIMIT $2) AS existing`,
      [organizationId, max],
    );
    if ((rows[0]?.count ?? 0) < max) return;
    throw new ApiError('too_many_endpoints', `too many endpoints for this organization (limit ${String(max)})`);
  }

  /** What can be known of a URL without asking DNS; the dispatcher checks each connection. */
  #urlProblem(url: string): string | undefined {
    const { hostname, protocol } = new URL(url);
    const refusal = this.policy.hostRefusal(hostname);
    const httpsMissing = this.settings.POSTRIDER_HTTPS_ONLY === 'true' && protocol !== 'https:';
    return httpsMissing ? 'expected an https URL' : refusal && `expected a public address: ${refusal}`;
  }

  #load(sql: Sql, { organization_id }: Caller, id: string): Promise<decide.EndpointState> {
    return loadEndpoint(sql, { organization_id, id });
  }

  /** Lost when Redis is away: then the dispatchers' sweep finds the endpoint a little later. */
  #announceDeactivation(endpoint_id: string): void {
    this.broadcast.emit(broadcasts.endpointDeactivated.pattern, { endpoint_id }).subscribe({
      error: (error: unknown) => {
        this.#logger.warn(error, 'a deactivation was not broadcast');
      },
    });
  }
}

const distinct = <T>(values: readonly T[]): T[] => [...new Set(values)];

/** What an endpoint failed at before no longer counts against it. */
const beginsAnew = (event: EndpointEvent): boolean =>
  event.type === 'EndpointActivated' || (event.type === 'EndpointUpdated' && event.data.url !== undefined);
