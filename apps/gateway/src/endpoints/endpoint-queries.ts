import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { isId, type listEndpoints, type QueryOf } from '@postrider/contracts';
import type { EndpointState } from '@postrider/domain';
import { endpointTable, callDatabase } from '@postrider/event-store';
import { IsNull, Repository } from 'typeorm';
import { notFound } from '../http/api-error.js';
import { findPage } from '../queries/find-page.js';
import { endpointView } from './endpoint-view.js';

@Injectable()
export class EndpointQueries {
  constructor(@InjectRepository(endpointTable) private readonly endpoints: Repository<EndpointState>) {}

  async list(organization_id: string, query: QueryOf<typeof listEndpoints>) {
    const { data, next_cursor } = await findPage(this.endpoints, { organization_id, deleted_at: IsNull() }, query);
    return { data: data.map(endpointView), next_cursor };
  }

  async get(organization_id: string, id: string) {
    const state = isId('endpoint', id)
      ? await callDatabase(() => this.endpoints.findOneBy({ id, organization_id, deleted_at: IsNull() }))
      : null;
    if (!state) throw notFound.endpoint(id);
    return endpointView(state);
  }
}
