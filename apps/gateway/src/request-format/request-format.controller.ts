import { Controller, Inject } from '@nestjs/common';
import {
  changedRequestFormat,
  getRequestFormat,
  requestFormatProblems,
  updateRequestFormat,
} from '@postrider/contracts';
import type { Database } from '@postrider/event-store';
import { CommandRunner } from '../commands/command-runner.js';
import { validationFailed } from '../http/api-error.js';
import { Input, Route, type InputOf } from '../http/operation-route.js';
import { DATABASE } from '../tokens.js';
import { loadRequestFormat, lockRequestFormat, saveRequestFormat } from './request-format-store.js';

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
      const body = changedRequestFormat(await lockRequestFormat(sql, organization_id), input);
      const problems = requestFormatProblems(body);
      if (problems.length > 0) {
        throw validationFailed(problems.map(({ path, message }) => ({ field: path.join('.'), message })));
      }
      await saveRequestFormat(sql, organization_id, body);
      return { body };
    });
  }
}
