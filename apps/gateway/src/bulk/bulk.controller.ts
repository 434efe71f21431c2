import { Controller, Req } from '@nestjs/common';
import {
  cancelBulkOperation,
  getBulkOperation,
  listBulkOperations,
  recoverEndpoint,
  replayDeliveries,
  type BulkOperation,
  type OutputOf,
} from '@postrider/contracts';
import type { FastifyRequest } from 'fastify';
import { CurrentCaller, type Caller } from '../auth/caller.js';
import { CommandRunner } from '../commands/command-runner.js';
import { Input, Route, type InputOf } from '../http/operation-route.js';
import { BulkCommands } from './bulk-commands.js';
import { BulkQueries } from './bulk-queries.js';

@Controller()
export class BulkController {
  constructor(
    private readonly runner: CommandRunner,
    private readonly commands: BulkCommands,
    private readonly queries: BulkQueries,
  ) {}

  @Route(replayDeliveries)
  replay(
    @Req() request: FastifyRequest,
    @Input(replayDeliveries) { body }: InputOf<typeof replayDeliveries>,
  ): Promise<BulkOperation> {
    return this.runner.run(request, (sql, caller) => this.commands.replay(sql, caller, body));
  }

  @Route(recoverEndpoint)
  recover(
    @Req() request: FastifyRequest,
    @Input(recoverEndpoint) { params, body }: InputOf<typeof recoverEndpoint>,
  ): Promise<BulkOperation> {
    return this.runner.run(request, (sql, caller) => this.commands.recover(sql, caller, params.endpoint_id, body));
  }

  @Route(listBulkOperations)
  list(
    @CurrentCaller() { organization_id }: Caller,
    @Input(listBulkOperations) { query }: InputOf<typeof listBulkOperations>,
  ): Promise<OutputOf<typeof listBulkOperations>> {
    return this.queries.list(organization_id, query);
  }

  @Route(getBulkOperation)
  get(
    @CurrentCaller() { organization_id }: Caller,
    @Input(getBulkOperation) { params }: InputOf<typeof getBulkOperation>,
  ): Promise<BulkOperation> {
    return this.queries.get(organization_id, params.operation_id);
  }

  @Route(cancelBulkOperation)
  cancel(
    @Req() request: FastifyRequest,
    @Input(cancelBulkOperation) { params }: InputOf<typeof cancelBulkOperation>,
  ): Promise<BulkOperation> {
    return this.runner.run(request, (sql, caller) => this.commands.cancel(sql, caller, params.operation_id));
  }
}
