import { Controller, Req } from '@nestjs/common';
import { createKey, listKeys, revokeKey, type OutputOf } from '@postrider/contracts';
import type { FastifyRequest } from 'fastify';
import { CurrentCaller, type Caller } from '../auth/caller.js';
import { CommandRunner } from '../commands/command-runner.js';
import { Input, Route, type InputOf } from '../http/operation-route.js';
import { KeyCommands } from './key-commands.js';
import { KeyQueries } from './key-queries.js';

@Controller()
export class KeysController {
  constructor(
    private readonly runner: CommandRunner,
    private readonly commands: KeyCommands,
    private readonly queries: KeyQueries,
  ) {}

  @Route(listKeys)
  list(
    @CurrentCaller() { organization_id }: Caller,
    @Input(listKeys) { query }: InputOf<typeof listKeys>,
  ): Promise<OutputOf<typeof listKeys>> {
    return this.queries.list(organization_id, query);
  }

  @Route(createKey)
  create(
    @Req() request: FastifyRequest,
    @Input(createKey) { body }: InputOf<typeof createKey>,
  ): Promise<OutputOf<typeof createKey>> {
    return this.runner.run(request, (sql, caller) => this.commands.create(sql, caller, body));
  }

  @Route(revokeKey)
  revoke(@Req() request: FastifyRequest, @Input(revokeKey) { params }: InputOf<typeof revokeKey>): Promise<undefined> {
    return this.runner.run(request, (sql, caller) => this.commands.revoke(sql, caller, params.key_id));
  }
}
