import {
  eventTypes,
  exampleIds,
  isOperationalType,
  operationalEventTypes,
  WebhookHeaders,
  WebhookPayload,
  type EventTypeDefinition,
} from '@postrider/contracts';
import * as z from 'zod';
import type { ZodOpenApiOperationObject, ZodOpenApiPathsObject } from 'zod-openapi';
import { webhookTag } from './tags.js';

/** One webhook for each type of the built-in catalogue, and of the events about Postrider itself. */
export function webhooks(): ZodOpenApiPathsObject {
  const types: EventTypeDefinition[] = [...eventTypes, ...Object.values(operationalEventTypes)];
  return Object.fromEntries(types.map((definition) => [definition.type, { post: webhook(definition) }]));
}

function webhook({ type, description, example }: EventTypeDefinition): ZodOpenApiOperationObject {
  const payload = { id: exampleIds.event, type, timestamp: '2026-11-23T12:51:48.751Z', data: example };
  return {
    operationId: type,
    tags: [webhookTag],
    summary: type,
    description: webhookDescription(description),
    security: [],
    parameters: Object.entries(WebhookHeaders.shape).map(([name, schema]) =>
      schema.meta({ param: { name, in: 'header', ...(name === 'x-modelux-event' && { example: type }) } }),
    ),
    requestBody: {
      required: true,
      content: {
        'application/json': {
          schema: WebhookPayload.extend({ type: z.literal(type) }),
          examples: {
            event: { summary: 'An event', value: payload },
            // Nobody sends a test event of Postrider's own types.
            ...(!isOperationalType(type) && {
              test: { summary: 'A test event', value: { ...payload, test: true } },
            }),
          },
        },
      },
    },
    responses: {
      '2XX': { description: 'Delivered.' },
      '410': { description: 'Failed: the endpoint is deactivated.' },
      default: { description: 'Failed: retried for up to 24 hours. `Retry-After` delays the next attempt.' },
    },
  };
}

export const webhookDescription = (text: string): string =>
  `${text}\n\nVerify the signature over the raw body before parsing it. The headers are those of the default request format, and the body is that of the default envelope.`;
