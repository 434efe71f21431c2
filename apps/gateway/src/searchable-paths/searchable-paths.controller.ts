import { Controller, Inject } from '@nestjs/common';
import { getSearchablePaths, updateSearchablePaths } from '@postrider/contracts';
import type { Database } from '@postrider/event-store';
import { CommandRunner } from '../commands/command-runner.js';
import { Input, Route, type InputOf } from '../http/operation-route.js';
import { DATABASE } from '../tokens.js';
import { SearchablePathCommands } from './searchable-path-commands.js';
import { loadSearchablePaths } from './searchable-path-store.js';

@Controller()
export class SearchablePathsController {
  constructor(
    private readonly runner: CommandRunner,
    private readonly commands: SearchablePathCommands,
    @Inject(DATABASE) private readonly database: Database,
  ) {}

  @Route(getSearchablePaths)
  async get(@Input() { caller }: InputOf<typeof getSearchablePaths>) {
    return { paths: await loadSearchablePaths(this.database, caller.organization_id) };
  }

  @Route(updateSearchablePaths)
  update(@Input() { request, body }: InputOf<typeof updateSearchablePaths>) {
    return this.runner.run(request, (sql, caller) => this.commands.update(sql, caller, body));
  }
}
