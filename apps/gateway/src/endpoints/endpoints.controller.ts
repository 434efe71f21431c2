import { Controller } from '@nestjs/common';
import {
  createEndpoint,
  deleteEndpoint,
  expirePreviousSecrets,
  getEndpoint,
  getEndpointHistory,
  listEndpoints,
  rotateSecret,
  sendTest,
  updateEndpoint,
} from '@postrider/contracts';
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
  list(@Input() { caller, query }: InputOf<typeof listEndpoints>) {
    return this.queries.list(caller, query);
  }

  @Route(getEndpoint)
  get(@Input() { caller, params }: InputOf<typeof getEndpoint>) {
    return this.queries.get(caller, params.endpoint_id);
  }

  @Route(getEndpointHistory)
  history(@Input() { caller, params, query }: InputOf<typeof getEndpointHistory>) {
    return this.queries.history(caller.organization_id, params.endpoint_id, query);
  }

  @Route(createEndpoint)
  create(@Input() { request, body }: InputOf<typeof createEndpoint>) {
    return this.runner.run(request, (sql, caller) => this.commands.create(sql, caller, body));
  }

  @Route(updateEndpoint)
  update(@Input() { request, params, body }: InputOf<typeof updateEndpoint>) {
    return this.runner.run(request, (sql, caller) => this.commands.update(sql, caller, params.endpoint_id, body));
  }

  @Route(deleteEndpoint)
  delete(@Input() { request, params }: InputOf<typeof deleteEndpoint>) {
    return this.runner.run(request, (sql, caller) => this.commands.delete(sql, caller, params.endpoint_id));
  }

  @Route(rotateSecret)
  rotate(@Input() { request, params, body }: InputOf<typeof rotateSecret>) {
    return this.runner.run(request, (sql, caller) => this.commands.rotateSecret(sql, caller, params.endpoint_id, body));
  }

  @Route(expirePreviousSecrets)
  expirePreviousSecrets(@Input() { request, params }: InputOf<typeof expirePreviousSecrets>) {
    return this.runner.run(request, (sql, caller) =>
      this.commands.expirePreviousSecrets(sql, caller, params.endpoint_id),
    );
  }

  @Route(sendTest)
  sendTest(@Input() { request, params, body }: InputOf<typeof sendTest>) {
    return this.runner.run(request, (sql, caller) =>
      this.testEvents.send(sql, caller, params.endpoint_id, body, request.rawJson),
    );
  }
}
