import { Controller, Req } from '@nestjs/common';
import {
  createEndpoint,
  deleteEndpoint,
  getEndpoint,
  listEndpoints,
  rotateSecret,
  sendTest,
  updateEndpoint,
  type DeliverySummary,
  type Endpoint,
  type OutputOf,
} from '@postrider/contracts';
import type { FastifyRequest } from 'fastify';
import { CurrentCaller, type Caller } from '../auth/caller.js';
import { CommandRunner } from '../commands/command-runner.js';
import { Input, Route, type InputOf } from '../http/operation-route.js';
import { EndpointCommands } from './endpoint-commands.js';
import { EndpointQueries } from './endpoint-queries.js';
import { TestEventCommands } from './test-event-commands.js';

@Controller()
export class EndpointsController {
  constructor(
    private readonly runner: CommandRunner,
    private readonly commands: EndpointCommands,
    private readonly testEvents: TestEventCommands,
    private readonly queries: EndpointQueries,
  ) {}

  @Route(listEndpoints)
  list(
    @CurrentCaller() { organization_id }: Caller,
    @Input(listEndpoints) { query }: InputOf<typeof listEndpoints>,
  ): Promise<OutputOf<typeof listEndpoints>> {
    return this.queries.list(organization_id, query);
  }

  @Route(getEndpoint)
  get(
    @CurrentCaller() { organization_id }: Caller,
    @Input(getEndpoint) { params }: InputOf<typeof getEndpoint>,
  ): Promise<Endpoint> {
    return this.queries.get(organization_id, params.endpoint_id);
  }

  @Route(createEndpoint)
  create(
    @Req() request: FastifyRequest,
    @Input(createEndpoint) { body }: InputOf<typeof createEndpoint>,
  ): Promise<OutputOf<typeof createEndpoint>> {
    return this.runner.run(request, (sql, caller) => this.commands.create(sql, caller, body));
  }

  @Route(updateEndpoint)
  update(
    @Req() request: FastifyRequest,
    @Input(updateEndpoint) { params, body }: InputOf<typeof updateEndpoint>,
  ): Promise<Endpoint> {
    return this.runner.run(request, (sql, caller) => this.commands.update(sql, caller, params.endpoint_id, body));
  }

  @Route(deleteEndpoint)
  delete(
    @Req() request: FastifyRequest,
    @Input(deleteEndpoint) { params }: InputOf<typeof deleteEndpoint>,
  ): Promise<undefined> {
    return this.runner.run(request, (sql, caller) => this.commands.delete(sql, caller, params.endpoint_id));
  }

  @Route(rotateSecret)
  rotate(
    @Req() request: FastifyRequest,
    @Input(rotateSecret) { params }: InputOf<typeof rotateSecret>,
  ): Promise<OutputOf<typeof rotateSecret>> {
    return this.runner.run(request, (sql, caller) => this.commands.rotateSecret(sql, caller, params.endpoint_id));
  }

  @Route(sendTest)
  sendTest(
    @Req() request: FastifyRequest,
    @Input(sendTest) { params, body }: InputOf<typeof sendTest>,
  ): Promise<DeliverySummary> {
    return this.runner.run(request, (sql, caller) =>
      this.testEvents.send(sql, caller, params.endpoint_id, body.event_type),
    );
  }
}
