import type { FieldError } from '@postrider/contracts';
import { Budget, SchemaRefused, TooCostly, type CompiledSchema, type Problem } from '@postrider/json-schema';
import { cut } from '../http/operation-route.js';
import type { EventTypeContent } from './catalogue.js';
import type { Compiled } from './compiled-schemas.js';

/** Returns the problems of the type's schema, or else those of its example. */
export function definitionProblems(
  { example }: Pick<EventTypeContent, 'example'>,
  schema: Compiled | undefined,
  maxSteps: number,
): FieldError[] {
  if (!schema) return [];
  if (schema instanceof SchemaRefused) return schema.problems.map((problem) => toFieldError(problem, 'schema'));
  return dataProblems(schema, () => example, { budget: new Budget(maxSteps), field: 'example' });
}

/** Returns the problems of data by its schema. Exceeding the budget is a problem, and ends the check. */
export function dataProblems(
  schema: CompiledSchema,
  data: () => unknown,
  { budget, field }: { budget: Budget; field: string },
): FieldError[] {
  try {
    return schema.check(data(), budget).map((problem) => toFieldError(problem, field));
  } catch (error) {
    if (!(error instanceof TooCostly)) throw error;
    return [{ field, message: tooCostly(budget) }];
  }
}

export const tooCostly = ({ steps }: Budget): string =>
  `takes too many steps to check by the schema of its type (limit ${String(steps)})`;

/** A name in the data may have megabytes. */
const toFieldError = ({ path, message }: Problem, field: string): FieldError => ({
  field: cut([field, ...path].join('.')),
  message,
});
