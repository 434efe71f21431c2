import { Inject, Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import {
  isId,
  toHistoryPage,
  type Endpoint,
  type getEndpointHistory,
  type listEndpoints,
  type OutputOf,
  type QueryOf,
} from '@postrider/contracts';
import type { EndpointState } from '@postrider/domain';
import {
  callDatabase,
  endpointTable,
  readEndpointHistory,
  type Database,
  type DatabaseClock,
} from '@postrider/event-store';
import { IsNull, Raw, Repository, type FindOptionsWhere } from 'typeorm';
import { findCustomerId } from '../customers/customer-store.js';
import { notFound } from '../http/api-error.js';
import type { Caller } from '../http/caller.js';
import { findEndpoint } from '../queries/find-endpoint.js';
import { findPage } from '../queries/find-page.js';
import { startsWith } from '../queries/starts-with.js';
import { CLOCK, DATABASE } from '../tokens.js';
import { loadEndpointOwners } from './endpoint-store.js';
import { endpointView, historyView } from './endpoint-view.js';
import { refusePlatformFields } from './platform-fields.js';

@Injectable()
export class EndpointQueries {
  constructor(
    @InjectRepository(endpointTable) private readonly endpoints: Repository<EndpointState>,
    @Inject(DATABASE) private readonly database: Database,
    @Inject(CLOCK) private readonly clock: DatabaseClock,
  ) {}

  async list(
    caller: Caller,
    { customer, name, uid, metadata, ...page }: QueryOf<typeof listEndpoints>,
  ): Promise<OutputOf<typeof listEndpoints>> {
    refusePlatformFields(caller, { uid, metadata });
    const { organization_id } = caller;
    const customer_id =
      customer === undefined
        ? undefined
        : await findCustomerId(this.database, { organization_id, reference: customer });
    if (customer !== undefined && customer_id === undefined) return { data: [], next_cursor: null };
    const where: FindOptionsWhere<EndpointState> = {
      organization_id,
      deleted_at: IsNull(),
      ...(customer_id !== undefined && { customer_id }),
      ...(name !== undefined && { name: Raw(startsWith, { start: name }) }),
      ...(uid !== undefined && { uid }),
      ...(metadata && { metadata: Raw((column) => `${column} @> :pair`, { pair: JSON.stringify(metadata) }) }),
    };
    const { data, next_cursor } = await findPage(this.endpoints, where, { kind: 'endpoint', ...page });
    return { data: await this.#views(data, caller), next_cursor };
  }

  async get(caller: Caller, id: string): Promise<Endpoint> {
    const { organization_id } = caller;
    const [view] = await this.#views([await findEndpoint(this.endpoints, { organization_id, id })], caller);
    if (!view) throw new Error('an endpoint has a view');
    return view;
  }

  async #views(states: readonly EndpointState[], { portal }: Caller): Promise<Endpoint[]> {
    const now = this.clock.now();
    const owners = await loadEndpointOwners(
      this.database,
      states.map(({ customer_id }) => customer_id),
    );
    const isPortal = portal !== undefined;
    return states.map((state) => endpointView(state, { now, customer: owners.get(state.customer_id), isPortal }));
  }

  /** Of deleted endpoints, too. */
  async history(organization_id: string, id: string, { limit, cursor }: QueryOf<typeof getEndpointHistory>) {
    const exists = isId('endpoint', id) && (await callDatabase(() => this.endpoints.existsBy({ id, organization_id })));
    if (!exists) throw notFound.endpoint(id);
    const rows = await readEndpointHistory(this.database, { id, before: cursor, limit: limit + 1 });
    return toHistoryPage(rows.map(historyView), limit);
  }
}
