import { Inject, Injectable } from '@nestjs/common';
import {
  isEventTypeName,
  type BodyOf,
  type Settings,
  type createEventType,
  type updateEventType,
} from '@postrider/contracts';
import type { Sql } from '@postrider/event-store';
import type { Caller } from '../http/caller.js';
import { ApiError, notFound, validationFailed } from '../http/api-error.js';
import { SETTINGS, SHARED_EVENT_TYPES } from '../tokens.js';
import type { EventTypeContent, EventTypeDefinition, KnownEventType } from './catalogue.js';
import { CompiledSchemas, SchemaSource } from './compiled-schemas.js';
import { definitionProblems } from './definition-problems.js';
import { beginChange, countEventTypes, findEventType, removeEventType, saveEventType } from './event-type-store.js';

const resource = 'webhook_event_type';

/** The commands on an organization's own event types. Each runs inside the given transaction. */
@Injectable()
export class EventTypeCommands {
  constructor(
    @Inject(SETTINGS) private readonly settings: Pick<Settings, 'eventTypes'>,
    @Inject(SHARED_EVENT_TYPES) private readonly shared: readonly KnownEventType[],
    private readonly schemas: CompiledSchemas,
  ) {}

  async create(
    sql: Sql,
    { organization_id }: Caller,
    { type, description, example, schema = null }: BodyOf<typeof createEventType>,
  ) {
    await beginChange(sql, organization_id);
    const isShared = this.shared.some(({ definition }) => definition.type === type);
    if (isShared || (await findEventType(sql, organization_id, type))) {
      throw new ApiError('event_type_exists', `event type ${type} already exists`, { resource, id: type });
    }
    const max = this.settings.eventTypes.max;
    if ((await countEventTypes(sql, organization_id)) >= max) {
      throw new ApiError('too_many_event_types', `too many event types (limit ${String(max)} per organization)`);
    }
    return this.#save(sql, organization_id, { type, description, example, schema });
  }

  async update(
    sql: Sql,
    { organization_id }: Caller,
    type: string,
    { description, example, schema }: BodyOf<typeof updateEventType>,
  ) {
    await beginChange(sql, organization_id);
    const current = await this.#own(sql, organization_id, type);
    return this.#save(sql, organization_id, {
      type,
      description: description ?? current.description,
      example: example ?? current.example,
      schema: schema === undefined ? current.schema : schema,
    });
  }

  async delete(sql: Sql, { organization_id }: Caller, type: string) {
    await beginChange(sql, organization_id);
    await this.#own(sql, organization_id, type);
    await removeEventType(sql, organization_id, type);
    return { body: undefined };
  }

  async #save(sql: Sql, organizationId: string, content: EventTypeContent) {
    const stored = asStored(content);
    const schema = stored.schema ? await this.schemas.get(new SchemaSource(stored.schema)) : undefined;
    const problems = definitionProblems(stored, schema, this.settings.eventTypes.schemaMaxSteps);
    if (problems.length > 0) throw validationFailed(problems);
    return { body: (await saveEventType(sql, organizationId, stored)).view };
  }

  /** Returns the organization's own type, even if a shared type has the same name by now. */
  async #own(sql: Sql, organizationId: string, type: string): Promise<EventTypeDefinition> {
    // An invalid name may contain NUL, which Postgres refuses in a text.
    const own = isEventTypeName(type) ? await findEventType(sql, organizationId, type) : undefined;
    if (own) return own;
    const shared = this.shared.find(({ definition }) => definition.type === type);
    if (!shared) throw notFound.eventType(type);
    const origin = shared.source === 'built_in' ? 'the built-in catalogue' : "the operator's file";
    const message = `event type ${type} is read-only: it comes from ${origin}`;
    throw new ApiError('event_type_read_only', message, { resource, id: type });
  }
}

/** Returns the content as Postgres stores it: JSON has no Infinity, which JavaScript parses from 1e400. */
const asStored = <T>(content: T): T => JSON.parse(JSON.stringify(content)) as T;
