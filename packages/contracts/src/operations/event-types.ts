import { z } from 'zod';
import { eventTypes } from '../event-types.js';
import { defineOperation } from './operation.js';

export const EventType = z
  .object({ type: z.string(), description: z.string(), example: z.record(z.string(), z.unknown()) })
  .meta({ id: 'EventType' });

export const listEventTypes = defineOperation({
  name: 'list_webhook_event_types',
  method: 'GET',
  path: '/manage/v1/webhooks/event-types',
  access: 'management',
  summary: 'List event types',
  description: 'Every event type with a short description and an example of its data.',
  status: 200,
  output: z.object({
    data: z.array(EventType),
  }),
  examples: [{ summary: 'The beginning of the catalogue', answer: { data: eventTypes.slice(0, 2) } }],
});
