import { z } from 'zod';
import { eventTypes } from '../event-types.js';
import { EventTypeName, JsonObject, Text, Timestamp } from './common.js';
import { defineOperation } from './operation.js';

export const eventTypeLimits = { descriptionLength: 500, exampleBytes: 16_384, schemaBytes: 32_768 } as const;

/** Whose a type is: Postrider's own, one of the operator's file, or one that the organization made. */
export const eventTypeSources = ['built_in', 'operator', 'organization'] as const;

export const EventType = z
  .object({
    type: z.string(),
    description: z.string(),
    example: z.record(z.string(), z.unknown()).describe('The `data` of a typical event, and of test events.'),
    schema: z
      .record(z.string(), z.unknown())
      .nullable()
      .describe('JSON Schema that `data` is checked against when an event is published; null is no check.'),
    source: z
      .enum(eventTypeSources)
      .describe("Whose it is: Postrider's own, of the operator's file, or made by the organization."),
    created_at: Timestamp.nullable().describe('Null for types that no call has made.'),
    updated_at: Timestamp.nullable().describe('Null for types that no call has made.'),
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

/** A type as it is created, and as it stands in the operator's file. */
export const EventTypeInput = z.strictObject({
  type: EventTypeName,
  description: Description,
  example: Example,
  schema: Schema.optional(),
});
export type EventTypeInput = z.infer<typeof EventTypeInput>;

const EventTypeParams = z.object({ event_type: z.string().describe('The name of the type.') });

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

export const listEventTypes = defineOperation({
  name: 'list_webhook_event_types',
  method: 'GET',
  path: '/manage/v1/webhooks/event-types',
  access: 'management',
  summary: 'List event types',
  description:
    'Every event type that the organization can publish and subscribe to, with a short description and an example of its data.',
  status: 200,
  output: z.object({ data: z.array(EventType) }),
  examples: [
    {
      summary: 'The beginning of the catalogue',
      answer: {
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

export const getEventType = defineOperation({
  name: 'get_webhook_event_type',
  method: 'GET',
  path: '/manage/v1/webhooks/event-types/{event_type}',
  access: 'management',
  summary: 'Get an event type',
  description: 'One event type by its name.',
  params: EventTypeParams,
  status: 200,
  output: EventType,
  errors: ['webhook_event_type_not_found'],
  examples: [{ summary: 'A type with a schema', params: exampleParams, answer: exampleType }],
});

export const createEventType = defineOperation({
  name: 'create_webhook_event_type',
  method: 'POST',
  path: '/manage/v1/webhooks/event-types',
  access: 'management',
  summary: 'Create an event type',
  description:
    'Adds a type to the catalogue of the organization. With a `schema` (JSON Schema 2020-12) only events whose `data` is valid are accepted; the `example` must be.',
  body: EventTypeInput,
  status: 201,
  output: EventType,
  errors: ['event_type_exists', 'too_many_event_types', 'idempotency_key_reused'],
  examples: [{ summary: 'A type with a schema', body: exampleInput, answer: exampleType }],
});

export const updateEventType = defineOperation({
  name: 'update_webhook_event_type',
  method: 'PATCH',
  path: '/manage/v1/webhooks/event-types/{event_type}',
  access: 'management',
  summary: 'Update an event type',
  description:
    'Changes the named fields of a type that the organization made, from the next published event on. `schema: null` removes the schema.',
  params: EventTypeParams,
  body: z.strictObject({
    description: Description.optional(),
    example: Example.optional(),
    schema: Schema.optional(),
  }),
  status: 200,
  output: EventType,
  errors: ['webhook_event_type_not_found', 'event_type_read_only', 'idempotency_key_reused'],
  examples: [
    {
      summary: 'Another description',
      params: exampleParams,
      body: { description: 'An order was placed and paid.' },
      answer: {
        ...exampleType,
        description: 'An order was placed and paid.',
        updated_at: '2026-11-23T12:53:02.118Z',
      },
    },
  ],
});

export const deleteEventType = defineOperation({
  name: 'delete_webhook_event_type',
  method: 'DELETE',
  path: '/manage/v1/webhooks/event-types/{event_type}',
  access: 'management',
  summary: 'Delete an event type',
  description:
    'Nothing of this type can be published any more. Its events and deliveries stay, pending ones are still sent, and endpoints keep their subscriptions.',
  params: EventTypeParams,
  status: 204,
  output: z.undefined(),
  errors: ['webhook_event_type_not_found', 'event_type_read_only', 'idempotency_key_reused'],
  examples: [{ summary: 'A type that is not published any more', params: exampleParams, answer: undefined }],
});
