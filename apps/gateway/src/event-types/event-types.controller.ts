import { Controller, Inject } from '@nestjs/common';
import { createEventType, deleteEventType, getEventType, listEventTypes, updateEventType } from '@postrider/contracts';
import type { Database } from '@postrider/event-store';
import { notFound } from '../http/api-error.js';
import { Input, Route, type InputOf } from '../http/operation-route.js';
import { CommandRunner } from '../commands/command-runner.js';
import { DATABASE } from '../tokens.js';
import { Catalogues } from './catalogues.js';
import { EventTypeCommands } from './event-type-commands.js';

@Controller()
export class EventTypesController {
  constructor(
    private readonly runner: CommandRunner,
    private readonly commands: EventTypeCommands,
    private readonly catalogues: Catalogues,
    @Inject(DATABASE) private readonly database: Database,
  ) {}

  @Route(listEventTypes)
  async list(@Input() { caller }: InputOf<typeof listEventTypes>) {
    const catalogue = await this.catalogues.visibleTo(caller, this.database);
    return { data: catalogue.all.map(({ view }) => view) };
  }

  @Route(getEventType)
  async get(@Input() { caller, params }: InputOf<typeof getEventType>) {
    const catalogue = await this.catalogues.visibleTo(caller, this.database);
    const found = catalogue.find(params.event_type);
    if (!found) throw notFound.eventType(params.event_type);
    return found.view;
  }

  @Route(createEventType)
  create(@Input() { request, body }: InputOf<typeof createEventType>) {
    return this.runner.run(request, (sql, caller) => this.commands.create(sql, caller, body));
  }

  @Route(updateEventType)
  update(@Input() { request, params, body }: InputOf<typeof updateEventType>) {
    return this.runner.run(request, (sql, caller) => this.commands.update(sql, caller, params.event_type, body));
  }

  @Route(deleteEventType)
  delete(@Input() { request, params }: InputOf<typeof deleteEventType>) {
    return this.runner.run(request, (sql, caller) => this.commands.delete(sql, caller, params.event_type));
  }
}
