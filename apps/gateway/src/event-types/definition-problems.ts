import type { FieldError } from '@postrider/contracts';
import { Budget, SchemaRefused, TooCostly, type CompiledSchema, type Problem } from '@postrider/json-schema';
import type { EventTypeContent } from './catalogue.js';
import type { Compiled } from './compiled-schemas.js';

/** What is wrong with a type: its schema as such, or else the example by it. */
export function definitionProblems(
  { example }: Pick<EventTypeContent, 'example'>,
  schema: Compiled | undefined,
  maxSteps: number,
): FieldError[] {
  if (!schema) return [];
  if (schema instanceof SchemaRefused) return schema.problems.map((problem) => toFieldError(problem, 'schema'));
  return dataProblems(schema, () => example, { budget: new Budget(maxSteps), field: 'example' });
}

/** What is wrong with data by a schema. Beyond the budget no more is looked at, and that is what is wrong. */
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
  `expected less to check: by the schema of its type this takes more than ${String(steps)} steps`;

const maxField = 200;

/** A name in the data may be megabytes long. */
function toFieldError({ path, message }: Problem, field: string): FieldError {
  const name = [field, ...path].join('.');
  return { field: name.length > maxField ? `${name.slice(0, maxField - 1)}…` : name, message };
}
