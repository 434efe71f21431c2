import { errorsOf, NoFields, type Operation } from '@postrider/contracts';
import * as z from 'zod';
import type { ZodOpenApiOperationObject, ZodOpenApiPathsObject, ZodOpenApiResponseObject } from 'zod-openapi';
import { ErrorResponses } from './errors.js';
import { commonHeaders, managementHeaders } from './headers.js';
import { pascalCase } from './names.js';
import { tagOf } from './tags.js';

const idempotencyKey = { $ref: '#/components/parameters/IdempotencyKey' };
const traceparent = { $ref: '#/components/parameters/Traceparent' };

export function pathsOf(operations: readonly Operation[]): ZodOpenApiPathsObject {
  const errors = new ErrorResponses();
  const byPath = Map.groupBy(operations, ({ path }) => path);
  return Object.fromEntries(
    [...byPath].map(([path, those]) => [
      path,
      Object.fromEntries(
        those.map((operation) => [operation.method.toLowerCase(), operationObject(operation, errors)]),
      ),
    ]),
  );
}

function operationObject(operation: Operation, errors: ErrorResponses): ZodOpenApiOperationObject {
  const parameters = [...parametersOf(operation, 'path'), ...parametersOf(operation, 'query')];
  if (operation.errors.includes('idempotency_key_reused')) parameters.push(idempotencyKey);
  if (operation.access === 'publish') parameters.push(traceparent);
  return {
    operationId: operation.name,
    tags: [tagOf(operation)],
    summary: operation.summary,
    description: operation.description,
    security: operation.access === 'publish' ? [{ projectKey: [] }, { managementKey: [] }] : [{ managementKey: [] }],
    ...(parameters.length > 0 && { parameters }),
    ...(operation.body !== NoFields && { requestBody: requestBody(operation) }),
    responses: { [String(operation.status)]: success(operation), ...errors.of(errorsOf(operation)) },
  };
}

function parametersOf(
  operation: Operation,
  location: 'path' | 'query',
): NonNullable<ZodOpenApiOperationObject['parameters']> {
  const schema = location === 'path' ? operation.params : operation.query;
  if (!(schema instanceof z.ZodObject))
    throw new Error(`${operation.name}: expected an object of ${location} parameters`);
  return Object.entries(schema.shape as Record<string, z.ZodType>).map(([name, field]) => {
    const examples = operation.examples.flatMap(({ params, query }) => {
      const text = ((location === 'path' ? params : query) as Record<string, unknown> | undefined)?.[name];
      const parsed = field.safeParse(text).data;
      const value = typeof parsed === 'number' && text !== undefined ? parsed : text;
      return value === undefined ? [] : [value];
    });
    const [example] = examples;
    return field.meta({ param: { name, in: location, ...(example !== undefined && { example }) } });
  });
}

function requestBody({ name, body, examples }: Operation): NonNullable<ZodOpenApiOperationObject['requestBody']> {
  const given = examples.filter((example) => example.body !== undefined);
  return {
    required: !body.safeParse({}).success,
    content: {
      'application/json': {
        schema: body.meta()?.id ? body : body.meta({ id: `${pascalCase(name)}Request` }),
        examples: Object.fromEntries(
          given.map(({ summary, body: value }) => [exampleName(summary), { summary, value }]),
        ),
      },
    },
  };
}

function success({ name, status, access, media, textMedia, output, examples }: Operation): ZodOpenApiResponseObject {
  return {
    description: descriptions[status],
    headers: access === 'management' ? managementHeaders : commonHeaders,
    ...(status !== 204 && {
      content: {
        [media ?? 'application/json']: {
          schema: named(output, name),
          examples: Object.fromEntries(
            examples.map(({ summary, response: value }) => [exampleName(summary), { summary, value }]),
          ),
        },
        ...(textMedia && { [textMedia]: { schema: { type: 'string' } } }),
      },
    }),
  };
}

/** A name from the operation would be one that oapi-codegen gives to its own type of the whole response. */
function named(output: z.ZodType, operation: string): z.ZodType {
  if (output.meta()?.id === undefined)
    throw new Error(`${operation}: expected an output with an id, by \`.meta({ id })\``);
  return output;
}

const descriptions = {
  200: 'Success.',
  201: 'Created.',
  202: 'Accepted: committed, and processed in the background.',
  204: 'Done.',
} as const satisfies Record<Operation['status'], string>;

/** Names of examples may have only letters, digits, `.`, `-` and `_`. */
const exampleName = (summary: string): string => summary.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
