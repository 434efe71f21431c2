import { settingGroups, type FieldError } from '@postrider/contracts';
import { Budget, compileSchema, SchemaRefused, TooCostly, type Problem } from '@postrider/json-schema';

/** The default of the server. */
const maxSteps = settingGroups.eventTypes.schemaMaxSteps.schema.parse(undefined);

/** The problems of an event type's schema, or else those of its example, as the API finds them. */
export function definitionProblems({
  example,
  schema,
}: {
  example: unknown;
  schema?: Record<string, unknown> | null | undefined;
}): FieldError[] {
  if (!schema) return [];
  try {
    return compileSchema(schema)
      .check(example, new Budget(maxSteps))
      .map((problem) => fieldError('example', problem));
  } catch (error) {
    if (error instanceof SchemaRefused) return error.problems.map((problem) => fieldError('schema', problem));
    if (error instanceof TooCostly)
      return [{ field: 'example', message: 'takes too many steps to check by the schema' }];
    throw error;
  }
}

const fieldError = (field: string, { path, message }: Problem): FieldError => ({
  field: [field, ...path].join('.'),
  message,
});
