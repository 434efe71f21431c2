import * as contracts from '@postrider/contracts';
import { errorCodes, isOperation, type ErrorDefinition, type Operation } from '@postrider/contracts';
import { createDocument, type oas31, type ZodOpenApiOverride } from 'zod-openapi';
import { headerComponents } from './headers.js';
import { pathsOf } from './operations.js';
import { sorted, tagObjects } from './tags.js';
import { webhooks } from './webhooks.js';

const operationsOfContracts: readonly Operation[] = sorted(Object.values<unknown>(contracts).filter(isOperation));

/** The OpenAPI 3.1 description of the API, from the operations of the contracts. */
export function openApiDocument(operations = operationsOfContracts): ReturnType<typeof createDocument> {
  return createDocument(
    {
      openapi: '3.1.1',
      info: {
        title: 'Postrider',
        version: '0.1.0',
        summary: 'Self-hosted webhook delivery.',
        description: description(),
        license: { name: 'MIT', identifier: 'MIT' },
      },
      servers: [{ url: '/', description: 'The gateway that serves this document.' }],
      tags: tagObjects,
      paths: pathsOf(operations),
      webhooks: webhooks(),
      components: {
        headers: headerComponents,
        parameters: { IdempotencyKey: idempotencyKey },
        securitySchemes: {
          managementKey: bearer('A management key (`mlx_mk_…`) can make all calls.'),
          projectKey: bearer('A project key (`mlx_sk_…`) can only publish.'),
        },
      },
    },
    { override },
  );
}

const override: ZodOpenApiOverride = ({ jsonSchema, io }) => {
  // Later versions may add fields to responses. Requests with unknown fields are refused.
  if (io === 'output' && jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties;
  // Numbers in a query string are parsed from text, but documented as numbers.
  if (jsonSchema.type === 'integer') delete jsonSchema.pattern;
};

const idempotencyKey: oas31.ParameterObject = {
  name: 'Idempotency-Key',
  in: 'header',
  description:
    'Key that makes a call safe to repeat. For 24 hours, the same key with the same request returns the first response and does nothing. Failed calls are not stored.',
  schema: { type: 'string', pattern: '^[\\x21-\\x7e]{1,255}$' },
  example: 'rotate-2026-11',
};

const bearer = (text: string): oas31.SecuritySchemeObject => ({ type: 'http', scheme: 'bearer', description: text });

function description(): string {
  const rows = Object.entries<ErrorDefinition>(errorCodes).map(
    ([code, { status, when }]) => `- ${String(status)} \`${code}\`: ${when}`,
  );
  return `You publish an event once. Postrider delivers it, signed, to every endpoint that subscribes to its type.

Every call needs an \`Authorization: Bearer <key>\` header. Request and response bodies are JSON. Times are ISO 8601 in UTC
with milliseconds. Lists are sorted newest first. \`next_cursor\` is the cursor of the next page, and \`null\` on the last page.

## Errors

All errors have one shape: \`code\` for programs and \`message\` for people. \`resource\` and \`id\` identify the resource,
\`field\` is the first invalid field, and \`fields\` lists all of them.

${rows.join('\n')}
`;
}
