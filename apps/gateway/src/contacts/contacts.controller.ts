import { Controller } from '@nestjs/common';
import { createContact, deleteContact, getContact, listContacts, testContact } from '@postrider/contracts';
import { CommandRunner } from '../commands/command-runner.js';
import { Input, Route, type InputOf } from '../http/operation-route.js';
import { ContactCommands } from './contact-commands.js';
import { ContactQueries } from './contact-queries.js';
import { ContactTests } from './contact-tests.js';

@Controller()
export class ContactsController {
  constructor(
    private readonly runner: CommandRunner,
    private readonly commands: ContactCommands,
    private readonly queries: ContactQueries,
    private readonly tests: ContactTests,
  ) {}

  @Route(listContacts)
  list(@Input() { caller, query }: InputOf<typeof listContacts>) {
    return this.queries.list(caller.organization_id, query);
  }

  @Route(getContact)
  get(@Input() { caller, params }: InputOf<typeof getContact>) {
    return this.queries.get(caller.organization_id, params.contact_id);
  }

  @Route(createContact)
  create(@Input() { request, body }: InputOf<typeof createContact>) {
    return this.runner.run(request, (sql, caller) => this.commands.create(sql, caller, body));
  }

  @Route(testContact)
  test(@Input() { request, params }: InputOf<typeof testContact>) {
    return this.runner.run(request, (sql, caller) => this.tests.request(sql, caller, params.contact_id));
  }

  @Route(deleteContact)
  delete(@Input() { request, params }: InputOf<typeof deleteContact>) {
    return this.runner.run(request, (sql, caller) => this.commands.delete(sql, caller, params.contact_id));
  }
}
