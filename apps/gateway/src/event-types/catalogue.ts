import {
  coversAny,
  isTypeOfCustomer,
  type EventType,
  type EventTypeInput,
  type eventTypeSources,
} from '@postrider/contracts';
import { SchemaSource } from './compiled-schemas.js';

export interface EventTypeContent extends EventTypeInput {
  schema: Record<string, unknown> | null;
}

/** Only types of an organization have dates. */
export interface EventTypeDefinition extends EventTypeContent {
  created_at: Date | null;
  updated_at: Date | null;
}

export class KnownEventType {
  #schema: SchemaSource | undefined;

  constructor(
    readonly definition: EventTypeDefinition,
    readonly source: (typeof eventTypeSources)[number],
  ) {}

  /** Undefined if the type accepts any data. Hashed at the first event of the type. */
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

/** The event types of an organization: the shared ones and its own. An own type replaces a shared one of the same name. */
export class Catalogue {
  readonly #types: ReadonlyMap<string, KnownEventType>;

  constructor(shared: readonly KnownEventType[], own: readonly KnownEventType[]) {
    this.#types = new Map([...shared, ...own].map((each) => [each.definition.type, each]));
  }

  find(type: string): KnownEventType | undefined {
    return this.#types.get(type);
  }

  /** Returns whether the subscription can match a type; if it cannot, it is a typing error. */
  covers(pattern: string): boolean {
    return coversAny(pattern, this.#types.keys());
  }

  /** The types that a customer can get: those that `allowed` covers; for null all but those of the organization alone. */
  ofCustomer(allowed: readonly string[] | null): Catalogue {
    return new Catalogue(
      [],
      this.all.filter(({ definition: { type } }) => isTypeOfCustomer(type, allowed)),
    );
  }

  get all(): KnownEventType[] {
    return [...this.#types.values()];
  }
}

export const unknownType = 'expected an event type of the catalogue (GET /manage/v1/webhooks/event-types)';
