import { Controller } from '@nestjs/common';
import { createKey, listKeys, revokeKey } from '@postrider/contracts';
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
  list(@Input() { caller, query }: InputOf<typeof listKeys>) {
    return this.queries.list(caller.organization_id, query);
  }

  @Route(createKey)
  create(@Input() { request, body }: InputOf<typeof createKey>) {
    return this.runner.run(request, (sql, caller) => this.commands.create(sql, caller, body));
  }

  @Route(revokeKey)
  revoke(@Input() { request, params }: InputOf<typeof revokeKey>) {
    return this.runner.run(request, (sql, caller) => this.commands.revoke(sql, caller, params.key_id));
  }
}
