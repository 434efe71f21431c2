import { setImmediate as nextTurn } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import type { FieldError, Settings } from '@postrider/contracts';
import type { Sql } from '@postrider/event-store';
import { Budget, SchemaRefused, TooCostly } from '@postrider/json-schema';
import { unknownType, type Catalogue } from '../event-types/catalogue.js';
import { Catalogues } from '../event-types/catalogues.js';
import { CompiledSchemas, type Compiled } from '../event-types/compiled-schemas.js';
import { dataProblems, tooCostly } from '../event-types/definition-problems.js';
import { validationFailed, type ApiError } from '../http/api-error.js';
import { SETTINGS } from '../tokens.js';
import type { PublishRequest } from './publish-request.js';
import type { NewEvent } from './new-event.js';

/** Maximum number of problems that the error of one call lists. */
const maxProblems = 100;
/** Number of steps after which the check yields to the event loop. */
const stepsAtOnce = 500_000;

type Problems = ReadonlyMap<NewEvent, FieldError[]>;

/** Checks that the type of each event exists in its organization's catalogue, and that the data is valid by its schema. */
@Injectable()
export class EventCheck {
  readonly #maxSteps: number;
  /** Steps of all calls since the check last yielded. */
  #sinceYield = 0;

  constructor(
    private readonly catalogues: Catalogues,
    private readonly schemas: CompiledSchemas,
    @Inject(SETTINGS) settings: Pick<Settings, 'eventTypes'>,
  ) {
    this.#maxSteps = settings.eventTypes.schemaMaxSteps;
  }

  /** Returns the invalid events. `versions` are those of each organization's event types. */
  async problems(sql: Sql, calls: readonly PublishRequest[], versions: ReadonlyMap<string, number>): Promise<Problems> {
    const problems = new Map<NewEvent, FieldError[]>();
    for (const { caller, events } of calls) {
      const { organization_id: id } = caller;
      const catalogue = await this.catalogues.at(sql, id, versions.get(id) ?? 0);
      for (const [event, wrong] of await this.problemsOf(events, catalogue)) problems.set(event, wrong);
    }
    return problems;
  }

  /** Returns the invalid ones. Goes type by type: each schema is compiled once, even when the cache is small. */
  async problemsOf(events: readonly NewEvent[], catalogue: Catalogue): Promise<Problems> {
    const problems = new Map<NewEvent, FieldError[]>();
    const budget = new Budget(this.#maxSteps);
    let found = 0;
    let counted = 0;
    for (const [type, ofType] of Map.groupBy(new Set(events), (event) => event.type)) {
      const definition = catalogue.find(type);
      if (definition && !definition.schema) continue;
      const check = definition?.schema
        ? checkBy(this.schemas.find(definition.schema) ?? (await this.schemas.get(definition.schema)), budget)
        : isUnknown;
      for (const event of ofType) {
        if (found >= maxProblems) return problems;
        const wrong = check(event);
        if (wrong.length > 0) problems.set(event, wrong);
        found += wrong.length;
        this.#sinceYield += budget.spent - counted;
        counted = budget.spent;
        if (this.#sinceYield > stepsAtOnce) await this.#yield();
      }
    }
    return problems;
  }

  async #yield(): Promise<void> {
    this.#sinceYield = 0;
    await nextTurn();
  }
}

type Check = (event: NewEvent) => FieldError[];

const isUnknown: Check = ({ field }) => [{ field: field.replace(/data$/, 'type'), message: unknownType }];

/** A call pays for compiling a schema even when it is cached, so that the result does not depend on the cache. */
function checkBy(schema: Compiled, budget: Budget): Check {
  if (schema instanceof SchemaRefused) {
    // Another version of Postrider stored the schema. Throwing would fail the other calls of the batch.
    const message = `cannot be checked: the schema of its type is invalid: ${cut(schema.message)}`;
    return ({ field }) => [{ field, message }];
  }
  try {
    budget.spend(schema.steps);
  } catch (error) {
    if (!(error instanceof TooCostly)) throw error;
    return ({ field }) => [{ field, message: tooCostly(budget) }];
  }
  return (event) => dataProblems(schema, () => JSON.parse(event.dataJson), { budget, field: event.field });
}

const maxReason = 500;
const cut = (text: string): string => (text.length > maxReason ? `${text.slice(0, maxReason - 1)}…` : text);

/** Returns a 422 if one of the events has problems. */
export function refusal(events: readonly NewEvent[], problems: Problems): ApiError | undefined {
  if (problems.size === 0) return undefined;
  const found = [...new Set(events)].flatMap((event) => problems.get(event) ?? []);
  return found.length > 0 ? validationFailed(found.slice(0, maxProblems)) : undefined;
}
