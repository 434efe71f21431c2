import { Controller, Inject } from '@nestjs/common';
import { completeRequestFormat, getRequestFormat, updateRequestFormat } from '@postrider/contracts';
import type { Database } from '@postrider/event-store';
import { CommandRunner } from '../commands/command-runner.js';
import { Input, Route, type InputOf } from '../http/operation-route.js';
import { DATABASE } from '../tokens.js';
import { loadRequestFormat, saveRequestFormat } from './request-format-store.js';

@Controller()
export class RequestFormatController {
  constructor(
    private readonly runner: CommandRunner,
    @Inject(DATABASE) private readonly database: Database,
  ) {}

  @Route(getRequestFormat)
  get(@Input() { caller }: InputOf<typeof getRequestFormat>) {
    return loadRequestFormat(this.database, caller.organization_id);
  }

  @Route(updateRequestFormat)
  update(@Input() { request, body: input }: InputOf<typeof updateRequestFormat>) {
    return this.runner.run(request, async (sql, { organization_id }) => {
      const body = completeRequestFormat(input);
      await saveRequestFormat(sql, organization_id, body);
      return { body };
    });
  }
}
