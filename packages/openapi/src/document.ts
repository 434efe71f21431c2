import * as contracts from '@postrider/contracts';
import { errorCodes, isOperation, version, type Operation } from '@postrider/contracts';
import { createDocument, type oas31 } from 'zod-openapi';
import { headerComponents } from './headers.js';
import { pathsOf } from './operations.js';
import { override } from './override.js';
import { managementKey, projectKey } from './security.js';
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
        securitySchemes: { managementKey, projectKey },
      },
    },
    { override },
  );
}

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
