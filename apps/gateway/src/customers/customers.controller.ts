import { Controller } from '@nestjs/common';
import { deleteCustomer, getCustomer, listCustomers, putCustomer, updateCustomer } from '@postrider/contracts';
import { CommandRunner } from '../commands/command-runner.js';
import { Input, Route, type InputOf } from '../http/operation-route.js';
import { CustomerCommands } from './customer-commands.js';
import { CustomerQueries } from './customer-queries.js';

@Controller()
export class CustomersController {
  constructor(
    private readonly runner: CommandRunner,
    private readonly commands: CustomerCommands,
    private readonly queries: CustomerQueries,
  ) {}

  @Route(listCustomers)
  list(@Input() { caller, query }: InputOf<typeof listCustomers>) {
    return this.queries.list(caller.organization_id, query);
  }

  @Route(getCustomer)
  get(@Input() { caller, params }: InputOf<typeof getCustomer>) {
    return this.queries.get(caller.organization_id, params.customer);
  }

  @Route(putCustomer)
  put(@Input() { request, params, body }: InputOf<typeof putCustomer>) {
    return this.runner.run(request, (sql, caller) => this.commands.put(sql, caller, params.customer, body));
  }

  @Route(updateCustomer)
  update(@Input() { request, params, body }: InputOf<typeof updateCustomer>) {
    return this.runner.run(request, (sql, caller) => this.commands.update(sql, caller, params.customer, body));
  }

  @Route(deleteCustomer)
  delete(@Input() { request, params }: InputOf<typeof deleteCustomer>) {
    return this.runner.run(request, (sql, caller) => this.commands.delete(sql, caller, params.customer));
  }
}
