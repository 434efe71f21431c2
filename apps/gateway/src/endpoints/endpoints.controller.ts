import { Controller, Req } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import {
  createEndpoint,
  deleteEndpoint,
  getEndpoint,
  isId,
  listEndpoints,
  rotateSecret,
  toPage,
  updateEndpoint,
  type Endpoint,
  type OutputOf,
} from '@postrider/contracts';
import type { EndpointState } from '@postrider/domain';
import { endpointTable, guarded } from '@postrider/event-store';
import type { FastifyRequest } from 'fastify';
import { IsNull, LessThan, Repository } from 'typeorm';
import { CurrentCaller, type Caller } from '../auth/caller.js';
import { notFound } from '../http/api-error.js';
import { Input, Route, type InputOf } from '../http/operation-route.js';
import { idempotentRequest } from '../idempotency/idempotency.js';
import { ManagementCommands } from '../idempotency/management-commands.js';
import { EndpointCommands } from './endpoint-commands.js';
import { endpointView } from './endpoint-view.js';

@Controller()
export class EndpointsController {
  constructor(
    private readonly management: ManagementCommands,
    private readonly commands: EndpointCommands,
    @InjectRepository(endpointTable) private readonly endpoints: Repository<EndpointState>,
  ) {}

  @Route(listEndpoints)
  async list(
    @CurrentCaller() { organization_id }: Caller,
    @Input(listEndpoints) { query }: InputOf<typeof listEndpoints>,
  ): Promise<OutputOf<typeof listEndpoints>> {
    const rows = await guarded(() =>
      this.endpoints.find({
        where: {
          organization_id,
          deleted_at: IsNull(),
          ...(query.cursor !== undefined && { id: LessThan(query.cursor) }),
        },
        order: { id: 'DESC' },
        take: query.limit + 1,
      }),
    );
    const { data, next_cursor } = toPage(rows, query.limit);
    return { data: data.map(endpointView), next_cursor };
  }

  @Route(getEndpoint)
  async get(
    @CurrentCaller() { organization_id }: Caller,
    @Input(getEndpoint) { params }: InputOf<typeof getEndpoint>,
  ): Promise<Endpoint> {
    const id = params.endpoint_id;
    const state = isId('endpoint', id)
      ? await guarded(() => this.endpoints.findOneBy({ id, organization_id, deleted_at: IsNull() }))
      : null;
    if (!state) throw notFound.endpoint(id);
    return endpointView(state);
  }

  @Route(createEndpoint)
  create(
    @CurrentCaller() caller: Caller,
    @Req() request: FastifyRequest,
    @Input(createEndpoint) { body }: InputOf<typeof createEndpoint>,
  ): Promise<OutputOf<typeof createEndpoint>> {
    return this.management.run(caller, idempotentRequest(request), (sql) => this.commands.create(sql, caller, body));
  }

  @Route(updateEndpoint)
  update(
    @CurrentCaller() caller: Caller,
    @Req() request: FastifyRequest,
    @Input(updateEndpoint) { params, body }: InputOf<typeof updateEndpoint>,
  ): Promise<Endpoint> {
    return this.management.run(caller, idempotentRequest(request), (sql) =>
      this.commands.update(sql, caller, params.endpoint_id, body),
    );
  }

  @Route(deleteEndpoint)
  delete(
    @CurrentCaller() caller: Caller,
    @Req() request: FastifyRequest,
    @Input(deleteEndpoint) { params }: InputOf<typeof deleteEndpoint>,
  ): Promise<undefined> {
    return this.management.run(caller, idempotentRequest(request), (sql) =>
      this.commands.delete(sql, caller, params.endpoint_id),
    );
  }

  @Route(rotateSecret)
  rotate(
    @CurrentCaller() caller: Caller,
    @Req() request: FastifyRequest,
    @Input(rotateSecret) { params }: InputOf<typeof rotateSecret>,
  ): Promise<OutputOf<typeof rotateSecret>> {
    return this.management.run(caller, idempotentRequest(request), (sql) =>
      this.commands.rotateSecret(sql, caller, params.endpoint_id),
    );
  }
}
