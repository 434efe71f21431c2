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
import type { NewEvent } from './schedule.js';

/** Of a call: a batch may be wrong at every place. */
const maxProblems = 100;
/** After so many steps others get their turn. */
const stepsAtOnce = 500_000;

type Problems = ReadonlyMap<NewEvent, FieldError[]>;

/** Checks events against the catalogues of their organizations: whether there is the type, and its schema. */
@Injectable()
export class EventCheck {
  readonly #maxSteps: number;
  /** Steps of all calls since others last had their turn. */
  #sinceTurn = 0;

  constructor(
    private readonly catalogues: Catalogues,
    private readonly schemas: CompiledSchemas,
    @Inject(SETTINGS) settings: Pick<Settings, 'eventTypes'>,
  ) {
    this.#maxSteps = settings.eventTypes.schemaMaxSteps;
  }

  /** The events that are wrong. `versions` are those of the organizations' event types, read with this batch. */
  async problems(
    sql: Sql,
    requests: readonly PublishRequest[],
    versions: ReadonlyMap<string, number>,
  ): Promise<Problems> {
    const problems = new Map<NewEvent, FieldError[]>();
    for (const { caller, events } of requests) {
      const catalogue = await this.catalogues.at(
        sql,
        caller.organization_id,
        versions.get(caller.organization_id) ?? 0,
      );
      for (const [event, wrong] of await this.#problemsOf(events, catalogue)) problems.set(event, wrong);
    }
    return problems;
  }

  /** Type by type, so that no schema is compiled twice, however small the cache is. */
  async #problemsOf(events: readonly NewEvent[], catalogue: Catalogue): Promise<Problems> {
    const problems = new Map<NewEvent, FieldError[]>();
    const budget = new Budget(this.#maxSteps);
    let found = 0;
    let counted = 0;
    for (const [type, ofType] of Map.groupBy(new Set(events), (event) => event.type)) {
      const known = catalogue.find(type);
      if (known && !known.schema) continue;
      const check = known?.schema
        ? checkBy(this.schemas.find(known.schema) ?? (await this.schemas.get(known.schema)), budget)
        : isUnknown;
      for (const event of ofType) {
        if (found >= maxProblems) return problems;
        const wrong = check(event);
        if (wrong.length > 0) problems.set(event, wrong);
        found += wrong.length;
        this.#sinceTurn += budget.spent - counted;
        counted = budget.spent;
        if (this.#sinceTurn > stepsAtOnce) await this.#giveWay();
      }
    }
    return problems;
  }

  async #giveWay(): Promise<void> {
    this.#sinceTurn = 0;
    await nextTurn();
  }
}

type Check = (event: NewEvent) => FieldError[];

const isUnknown: Check = ({ field }) => [{ field: field.replace(/data$/, 'type'), message: unknownType }];

/** A schema costs its call what compiling it takes, whether or not that was done before: the verdict is always the same. */
function checkBy(schema: Compiled, budget: Budget): Check {
  if (schema instanceof SchemaRefused) {
    // Stored by another version of Postrider. It must not take down the calls that are committed with this one.
    const message = `cannot be checked, since the schema of its type is wrong: ${cut(schema.message)}`;
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

/** 422 for a call that would publish wrong events; `known` are those that it has published before, whatever was wrong. */
export function refusal(
  events: readonly NewEvent[],
  problems: Problems,
  known: ReadonlyMap<string, string> = new Map(),
): ApiError | undefined {
  if (problems.size === 0) return undefined;
  const fresh = [...new Set(events)].filter(({ stream_id }) => !known.has(stream_id));
  const wrong = fresh.flatMap((event) => problems.get(event) ?? []);
  return wrong.length > 0 ? validationFailed(wrong.slice(0, maxProblems)) : undefined;
}
