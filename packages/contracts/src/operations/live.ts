import { z } from 'zod';
import { defineOperation } from './operation.js';

/** What the dashboard shows, by what it asks for when that changes. */
export const liveTopics = ['deliveries', 'events', 'endpoints', 'event_types', 'keys', 'bulk'] as const;
export type LiveTopic = (typeof liveTopics)[number];

/** `end` tells in the shape of an error why the server ends the stream. */
export const liveMessages = ['change', 'end'] as const;
export type LiveMessageName = (typeof liveMessages)[number];

/** The data of a `change` message. */
export const LiveChange = z
  .object({ topics: z.array(z.enum(liveTopics)).describe('Of what something has changed.') })
  .meta({ id: 'LiveChange' });
export type LiveChange = z.infer<typeof LiveChange>;

export const watchChanges = defineOperation({
  name: 'watch_webhook_changes',
  method: 'GET',
  path: '/manage/v1/webhooks/live',
  access: 'management',
  summary: 'Watch for changes',
  description:
    'A stream of server-sent events that says, about once a second at most, of what something has changed. It is for pages that ask again then; it holds no data, and resumes nothing.',
  status: 200,
  media: 'text/event-stream',
  output: LiveChange,
  errors: ['too_many_listeners'],
  examples: [{ summary: 'Something was published and delivered', answer: { topics: ['deliveries', 'events'] } }],
});
