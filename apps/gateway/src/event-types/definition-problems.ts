import type { FieldError } from '@postrider/contracts';
import { Budget, SchemaRefused, TooCostly, type Problem } from '@postrider/json-schema';
import { KnownEventType, type EventTypeContent } from './catalogue.js';

/** What is wrong with a type: its schema as such, or else the example by it. */
export function definitionProblems(content: EventTypeContent, maxSteps: number): FieldError[] {
  const known = new KnownEventType({ ...content, created_at: null, updated_at: null }, 'organization');
  try {
    return dataProblems(known, () => content.example, { budget: new Budget(maxSteps), field: 'example' });
  } catch (error) {
    if (!(error instanceof SchemaRefused)) throw error;
    return error.problems.map((problem) => toFieldError(problem, 'schema'));
  }
}

/**
 * What is wrong with data of a type. Beyond the budget no more is looked at, and that is what is wrong. Throws
 * SchemaRefused for a schema that is none.
 */
export function dataProblems(
  { schema }: KnownEventType,
  data: () => unknown,
  { budget, field }: { budget: Budget; field: string },
): FieldError[] {
  try {
    return (schema?.check(data(), budget) ?? []).map((problem) => toFieldError(problem, field));
  } catch (error) {
    if (!(error instanceof TooCostly)) throw error;
    const message = `expected less to check: by the schema of its type this takes more than ${String(budget.steps)} steps`;
    return [{ field, message }];
  }
}

const maxField = 200;

/** A name in the data may be megabytes long. */
function toFieldError({ path, message }: Problem, field: string): FieldError {
  const name = [field, ...path].join('.');
  return { field: name.length > maxField ? `${name.slice(0, maxField - 1)}…` : name, message };
}
