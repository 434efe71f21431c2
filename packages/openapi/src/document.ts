import * as contracts from '@postrider/contracts';
import { errorCodes, isOperation, version, type Operation } from '@postrider/contracts';
import { createDocument, type oas31, type ZodOpenApiOverride } from 'zod-openapi';
import { headerComponents } from './headers.js';
import { openValues } from './open-values.js';
import { pathsOf } from './operations.js';
import { sorted, tagObjects } from './tags.js';
import { webhooks } from './webhooks.js';

const operationsOfContracts: readonly Operation[] = sorted(Object.values<unknown>(contracts).filter(isOperation));

/** Builds the OpenAPI 3.1 document from the operations of the contracts. */
export function openApiDocument(operations = operationsOfContracts): ReturnType<typeof createDocument> {
  return createDocument(
    {
      openapi: '3.1.1',
      info: {
        title: 'Postrider',
        version,
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
        parameters: { IdempotencyKey: idempotencyKey, Traceparent: traceparent },
        securitySchemes: {
          managementKey: bearer('A management key (`mlx_mk_…`) may call every operation.'),
          projectKey: bearer('A project key (`mlx_sk_…`) may only publish.'),
        },
      },
    },
    { override },
  );
}

const override: ZodOpenApiOverride = ({ jsonSchema, io }) => {
  openValues({ jsonSchema, io });
  // Responses may get more fields in later versions; requests with unknown fields are rejected.
  if (io === 'output' && jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties;
  // A number or a boolean in a query string is text, and documented as what it is.
  if (jsonSchema.type === 'integer' || jsonSchema.type === 'boolean') delete jsonSchema.pattern;
};

const idempotencyKey: oas31.ParameterObject = {
  name: 'Idempotency-Key',
  in: 'header',
  description:
    'For 24 hours, the same key with the same request returns the first response and does nothing. Only successful responses are stored.',
  schema: { type: 'string', pattern: '^[\\x21-\\x7e]{1,255}$' },
  example: 'rotate-2026-11',
};

const traceparent: oas31.ParameterObject = {
  name: 'traceparent',
  in: 'header',
  description:
    'W3C trace context of the call. It is stored with the events, and their deliveries continue it. An invalid one is ignored.',
  schema: { type: 'string' },
  example: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
};

const bearer = (text: string): oas31.SecuritySchemeObject => ({ type: 'http', scheme: 'bearer', description: text });

function description(): string {
  const rows = Object.entries(errorCodes).map(([code, { status, when }]) => `- ${String(status)} \`${code}\`: ${when}`);
  return `Publish an event once, and Postrider delivers it, signed, to every endpoint that subscribes to it.

Every call needs an \`Authorization: Bearer <key>\` header. Requests and responses are JSON. Times are ISO 8601 in UTC with
milliseconds. Lists are newest first; \`next_cursor\` leads to the next page and is \`null\` on the last one.

Later versions may add fields to responses, and values where the schema has \`x-extensible-enum\` instead of \`enum\`. Ignore
fields that you do not know, and expect other values.

## Errors

All errors have one shape: \`code\` is for programs, \`message\` for people. \`resource\` and \`id\` name the resource, \`field\`
the first invalid field, and \`fields\` all of them.

${rows.join('\n')}
`;
}
