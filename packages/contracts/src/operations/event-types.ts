import * as z from 'zod';
import { eventTypes } from '../event-types.js';
import { JsonObject, PublishedTypeName, Text, Timestamp } from './common.js';
import { defineOperation } from './operation.js';

export const eventTypeLimits = { descriptionLength: 500, exampleBytes: 16_384, schemaBytes: 32_768 } as const;

/** Origin of an event type: the built-in catalogue, the operator's file, or the organization. */
export const eventTypeSources = ['built_in', 'operator', 'organization'] as const;

export const EventType = z
  .object({
    type: z.string(),
    description: z.string(),
    example: z.record(z.string(), z.unknown()).describe('Example of the `data`, also sent as the data of test events.'),
    schema: z
      .record(z.string(), z.unknown())
      .nullable()
      .describe('JSON Schema that validates the `data` of published events; null for no validation.'),
    source: z
      .enum(eventTypeSources)
      .describe("Origin of the event type: the built-in catalogue, the operator's file, or the organization."),
    created_at: Timestamp.nullable().describe('Null unless the organization created the event type.'),
    updated_at: Timestamp.nullable().describe('Null unless the organization created the event type.'),
  })
  .meta({ id: 'EventType' });
export type EventType = z.infer<typeof EventType>;

const Description = Text(eventTypeLimits.descriptionLength).min(1, 'expected a description');

const sized = (maxBytes: number) =>
  JsonObject.refine((value) => Buffer.byteLength(JSON.stringify(value)) <= maxBytes, {
    error: `expected at most ${String(maxBytes)} bytes of JSON`,
  }).meta({ type: 'object', description: `At most ${String(maxBytes)} bytes of JSON.` });

const Example = sized(eventTypeLimits.exampleBytes);
const Schema = sized(eventTypeLimits.schemaBytes).nullable();

/** An event type in a create call and in the operator's file. */
export const EventTypeInput = z.strictObject({
  type: PublishedTypeName,
  description: Description,
  example: Example,
  schema: Schema.optional(),
});
export type EventTypeInput = z.infer<typeof EventTypeInput>;

const EventTypeParams = z.object({ event_type: z.string().describe('Name of the event type.') });

const exampleInput = {
  type: 'shop.order_placed',
  description: 'A customer placed an order.',
  example: { order_id: 'ord_5512', total_cents: 4990 },
  schema: {
    type: 'object',
    required: ['order_id', 'total_cents'],
    properties: { order_id: { type: 'string' }, total_cents: { type: 'integer', minimum: 1 } },
  },
} satisfies EventTypeInput;
const exampleType = {
  ...exampleInput,
  source: 'organization',
  created_at: '2026-11-23T12:51:48.312Z',
  updated_at: '2026-11-23T12:51:48.312Z',
} satisfies EventType;
const exampleParams = { event_type: exampleType.type };

export const listEventTypes = defineOperation('GET /manage/v1/webhooks/event-types', {
  name: 'list_webhook_event_types',
  portal: 'view',
  summary: 'List event types',
  description:
    'Returns all event types that the organization can publish and subscribe to, each with a description and an example of its data.',
  output: z.object({ data: z.array(EventType) }).meta({ id: 'EventTypeList' }),
  examples: [
    {
      summary: 'The first types of the catalogue',
      response: {
        data: eventTypes.slice(0, 2).map((entry) => ({
          ...entry,
          schema: null,
          source: 'built_in' as const,
          created_at: null,
          updated_at: null,
        })),
      },
    },
  ],
});

export const getEventType = defineOperation('GET /manage/v1/webhooks/event-types/{event_type}', {
  name: 'get_webhook_event_type',
  portal: 'view',
  summary: 'Get an event type',
  description: 'Returns an event type by its name.',
  params: EventTypeParams,
  output: EventType,
  errors: ['webhook_event_type_not_found'],
  examples: [{ summary: 'An event type with a schema', params: exampleParams, response: exampleType }],
});

export const createEventType = defineOperation('POST /manage/v1/webhooks/event-types', {
  name: 'create_webhook_event_type',
  summary: 'Create an event type',
  description:
    'Adds an event type to the catalogue of the organization. If it has a `schema` (JSON Schema 2020-12), the `data` of each published event, and the `example`, must be valid against it.',
  body: EventTypeInput,
  status: 201,
  output: EventType,
  errors: ['event_type_exists', 'too_many_event_types', 'idempotency_key_reused'],
  examples: [{ summary: 'An event type with a schema', body: exampleInput, response: exampleType }],
});

export const updateEventType = defineOperation('PATCH /manage/v1/webhooks/event-types/{event_type}', {
  name: 'update_webhook_event_type',
  summary: 'Update an event type',
  description:
    'Changes the given fields of an event type that the organization created, starting with the next published event. `schema: null` removes the schema.',
  params: EventTypeParams,
  body: EventTypeInput.omit({ type: true }).partial(),
  output: EventType,
  errors: ['webhook_event_type_not_found', 'event_type_read_only', 'idempotency_key_reused'],
  examples: [
    {
      summary: 'A new description',
      params: exampleParams,
      body: { description: 'An order was placed and paid.' },
      response: {
        ...exampleType,
        description: 'An order was placed and paid.',
        updated_at: '2026-11-23T12:53:02.118Z',
      },
    },
  ],
});

export const deleteEventType = defineOperation('DELETE /manage/v1/webhooks/event-types/{event_type}', {
  name: 'delete_webhook_event_type',
  summary: 'Delete an event type',
  description:
    'Deletes an event type that the organization created. Events of this type can no longer be published. Its events and deliveries are kept, pending deliveries are still attempted, and endpoints keep their subscriptions.',
  params: EventTypeParams,
  status: 204,
  output: z.undefined(),
  errors: ['webhook_event_type_not_found', 'event_type_read_only', 'idempotency_key_reused'],
  examples: [{ summary: 'An event type that is no longer used', params: exampleParams, response: undefined }],
});
