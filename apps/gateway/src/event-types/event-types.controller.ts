import { Controller, Inject, Req } from '@nestjs/common';
import {
  createEventType,
  deleteEventType,
  getEventType,
  listEventTypes,
  updateEventType,
  type EventType,
  type OutputOf,
} from '@postrider/contracts';
import type { Database } from '@postrider/event-store';
import type { FastifyRequest } from 'fastify';
import { CurrentCaller, type Caller } from '../auth/caller.js';
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
  async list(
    @CurrentCaller() { organization_id }: Caller,
    @Input(listEventTypes) _input: InputOf<typeof listEventTypes>,
  ): Promise<OutputOf<typeof listEventTypes>> {
    const catalogue = await this.catalogues.of(this.database, organization_id);
    return { data: catalogue.all.map(({ view }) => view) };
  }

  @Route(getEventType)
  async get(
    @CurrentCaller() { organization_id }: Caller,
    @Input(getEventType) { params }: InputOf<typeof getEventType>,
  ): Promise<EventType> {
    const catalogue = await this.catalogues.of(this.database, organization_id);
    const found = catalogue.find(params.event_type);
    if (!found) throw notFound.eventType(params.event_type);
    return found.view;
  }

  @Route(createEventType)
  create(
    @Req() request: FastifyRequest,
    @Input(createEventType) { body }: InputOf<typeof createEventType>,
  ): Promise<EventType> {
    return this.runner.run(request, (sql, caller) => this.commands.create(sql, caller, body));
  }

  @Route(updateEventType)
  update(
    @Req() request: FastifyRequest,
    @Input(updateEventType) { params, body }: InputOf<typeof updateEventType>,
  ): Promise<EventType> {
    return this.runner.run(request, (sql, caller) => this.commands.update(sql, caller, params.event_type, body));
  }

  @Route(deleteEventType)
  delete(
    @Req() request: FastifyRequest,
    @Input(deleteEventType) { params }: InputOf<typeof deleteEventType>,
  ): Promise<undefined> {
    return this.runner.run(request, (sql, caller) => this.commands.delete(sql, caller, params.event_type));
  }
}
