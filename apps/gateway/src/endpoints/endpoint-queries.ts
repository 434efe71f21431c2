import { Inject, Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { isId, toHistoryPage, type getEndpointHistory, type listEndpoints, type QueryOf } from '@postrider/contracts';
import type { EndpointState } from '@postrider/domain';
import {
  callDatabase,
  endpointTable,
  readEndpointHistory,
  type Database,
  type DatabaseClock,
} from '@postrider/event-store';
import { IsNull, Repository } from 'typeorm';
import { notFound } from '../http/api-error.js';
import { findEndpoint } from '../queries/find-endpoint.js';
import { findPage } from '../queries/find-page.js';
import { CLOCK, DATABASE } from '../tokens.js';
import { endpointView, historyView } from './endpoint-view.js';

@Injectable()
export class EndpointQueries {
  constructor(
    @InjectRepository(endpointTable) private readonly endpoints: Repository<EndpointState>,
    @Inject(DATABASE) private readonly database: Database,
    @Inject(CLOCK) private readonly clock: DatabaseClock,
  ) {}

  async list(organization_id: string, query: QueryOf<typeof listEndpoints>) {
    const { data, next_cursor } = await findPage(this.endpoints, { organization_id, deleted_at: IsNull() }, query);
    const now = this.clock.now();
    return { data: data.map((state) => endpointView(state, now)), next_cursor };
  }

  async get(organization_id: string, id: string) {
    return endpointView(await findEndpoint(this.endpoints, { organization_id, id }), this.clock.now());
  }

  /** Of deleted endpoints, too. */
  async history(organization_id: string, id: string, { limit, cursor }: QueryOf<typeof getEndpointHistory>) {
    const exists = isId('endpoint', id) && (await callDatabase(() => this.endpoints.existsBy({ id, organization_id })));
    if (!exists) throw notFound.endpoint(id);
    const rows = await readEndpointHistory(this.database, { id, before: cursor, limit: limit + 1 });
    return toHistoryPage(rows.map(historyView), limit);
  }
}
