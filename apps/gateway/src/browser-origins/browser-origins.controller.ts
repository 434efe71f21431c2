import { Controller, Inject } from '@nestjs/common';
import { getBrowserOrigins, updateBrowserOrigins } from '@postrider/contracts';
import type { Database } from '@postrider/event-store';
import { CommandRunner } from '../commands/command-runner.js';
import { Input, Route, type InputOf } from '../http/operation-route.js';
import { DATABASE } from '../tokens.js';
import { loadBrowserOrigins, saveBrowserOrigins } from './browser-origin-store.js';

@Controller()
export class BrowserOriginsController {
  constructor(
    private readonly runner: CommandRunner,
    @Inject(DATABASE) private readonly database: Database,
  ) {}

  @Route(getBrowserOrigins)
  async get(@Input() { caller }: InputOf<typeof getBrowserOrigins>) {
    return { origins: await loadBrowserOrigins(this.database, caller.organization_id) };
  }

  @Route(updateBrowserOrigins)
  update(@Input() { request, body }: InputOf<typeof updateBrowserOrigins>) {
    return this.runner.run(request, async (sql, { organization_id }) => {
      await saveBrowserOrigins(sql, organization_id, body.origins);
      return { body: { origins: await loadBrowserOrigins(sql, organization_id) } };
    });
  }
}
