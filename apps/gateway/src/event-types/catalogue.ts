import { subscriptionCovers, type EventType, type EventTypeInput, type eventTypeSources } from '@postrider/contracts';
import { SchemaSource } from './schema-source.js';

/** What a type says. */
export interface EventTypeContent extends EventTypeInput {
  schema: Record<string, unknown> | null;
}

/** The same with its dates, which only those have that an organization made. */
export interface EventTypeDefinition extends EventTypeContent {
  created_at: Date | null;
  updated_at: Date | null;
}

/** A type that can be published. */
export class KnownEventType {
  #schema: SchemaSource | undefined;

  constructor(
    readonly definition: EventTypeDefinition,
    readonly source: (typeof eventTypeSources)[number],
  ) {}

  /** Undefined where any data is taken. Hashed when the first event of the type comes. */
  get schema(): SchemaSource | undefined {
    const { schema } = this.definition;
    if (schema !== null) this.#schema ??= new SchemaSource(schema);
    return this.#schema;
  }

  get view(): EventType {
    const { created_at, updated_at, ...rest } = this.definition;
    return {
      ...rest,
      source: this.source,
      created_at: created_at?.toISOString() ?? null,
      updated_at: updated_at?.toISOString() ?? null,
    };
  }
}

/** The types of one organization: those that all have, and its own, which go before others of the same name. */
export class Catalogue {
  readonly #types: ReadonlyMap<string, KnownEventType>;

  constructor(shared: readonly KnownEventType[], own: readonly KnownEventType[]) {
    this.#types = new Map([...shared, ...own].map((known) => [known.definition.type, known]));
  }

  find(type: string): KnownEventType | undefined {
    return this.#types.get(type);
  }

  /** Whether a subscription can ever match: anything else is a typing mistake. */
  covers(pattern: string): boolean {
    return pattern === '*' || [...this.#types.keys()].some((type) => subscriptionCovers(pattern, type));
  }

  get all(): KnownEventType[] {
    return [...this.#types.values()];
  }
}

/** Said of every field that names a type which the organization does not have. */
export const unknownType = 'expected an event type of the catalogue (GET /manage/v1/webhooks/event-types)';
