import { setImmediate as nextTurn } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import type { FieldError, Settings } from '@postrider/contracts';
import type { Sql } from '@postrider/event-store';
import { Budget, SchemaRefused } from '@postrider/json-schema';
import { unknownType, type Catalogue } from '../event-types/catalogue.js';
import { Catalogues } from '../event-types/catalogues.js';
import { dataProblems } from '../event-types/definition-problems.js';
import { validationFailed, type ApiError } from '../http/api-error.js';
import { SETTINGS } from '../tokens.js';
import type { PublishRequest } from './publish-request.js';
import type { NewEvent } from './schedule.js';

/** Of a call: a batch may be wrong at every place. */
const maxProblems = 100;
/** After so many steps others get their turn. */
const stepsAtOnce = 500_000;

type Problems = ReadonlyMap<NewEvent, readonly FieldError[]>;

/** Checks events against the catalogues of their organizations: whether there is the type, and its schema. */
@Injectable()
export class EventCheck {
  readonly #maxSteps: number;

  constructor(
    private readonly catalogues: Catalogues,
    @Inject(SETTINGS) settings: Settings,
  ) {
    this.#maxSteps = settings.POSTRIDER_SCHEMA_MAX_STEPS;
  }

  /** The events that are wrong. `versions` are those of the organizations' event types, read with this batch. */
  async problems(
    sql: Sql,
    requests: readonly PublishRequest[],
    versions: ReadonlyMap<string, number>,
  ): Promise<Problems> {
    const problems = new Map<NewEvent, FieldError[]>();
    let steps = 0;
    for (const { caller, events } of requests) {
      const catalogue = await this.catalogues.at(
        sql,
        caller.organization_id,
        versions.get(caller.organization_id) ?? 0,
      );
      const budget = new Budget(this.#maxSteps);
      let found = 0;
      for (const event of new Set(events)) {
        if (found >= maxProblems) break;
        const wrong = problemsOf(event, catalogue, budget);
        if (wrong.length > 0) problems.set(event, wrong);
        found += wrong.length;
      }
      steps += budget.spent;
      if (steps > stepsAtOnce) {
        steps = 0;
        await nextTurn();
      }
    }
    return problems;
  }
}

function problemsOf(event: NewEvent, catalogue: Catalogue, budget: Budget): FieldError[] {
  const known = catalogue.find(event.type);
  if (!known) return [{ field: event.field.replace(/data$/, 'type'), message: unknownType }];
  try {
    return dataProblems(known, () => JSON.parse(event.dataJson), { budget, field: event.field });
  } catch (error) {
    // Stored by another version of Postrider. It must not take down the calls that are committed with this one.
    if (!(error instanceof SchemaRefused)) throw error;
    return [
      { field: event.field, message: `cannot be checked, since the schema of its type is wrong: ${error.message}` },
    ];
  }
}

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
