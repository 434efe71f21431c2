import * as z from 'zod';
import { Timestamp } from './operations/common.js';

/** The request body for endpoints of format `json`. */
export const WebhookPayload = z.object({
  id: z.string().meta({ description: 'Id of the event. Use it to deduplicate.' }),
  type: z.string().meta({ description: 'Event type.' }),
  timestamp: Timestamp.meta({ description: 'Time when the event was published.' }),
  test: z.literal(true).optional().meta({ description: 'Present on test events only.' }),
  data: z
    .record(z.string(), z.unknown())
    .meta({ description: 'Data of the event, as published, without insignificant white space.' }),
});

export type WebhookPayload = z.infer<typeof WebhookPayload>;

/** The request headers. */
export const WebhookHeaders = z.object({
  'webhook-id': z.string().meta({
    description: 'Id of the event, the same for every attempt and replay. Use it to deduplicate.',
  }),
  'webhook-timestamp': z
    .string()
    .regex(/^\d+$/)
    .meta({ description: 'Time of the attempt, in Unix seconds.', examples: ['1795438308'] }),
  'webhook-signature': z.string().meta({
    description:
      '`v1,` followed by the base64 HMAC-SHA256 of `<webhook-id>.<webhook-timestamp>.<body>`. The key is the part of the signing secret after `whsec_`, decoded from base64. During a rotation the header contains several signatures, separated by spaces.',
    examples: ['v1,yGHNhRdH6BxD8CA6xtnrcbQKmyvfnFM96CfN0A4SVcI='],
  }),
  'x-modelux-signature': z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .meta({
      description:
        'HMAC-SHA256 of the body in lower-case hex. The key is the signing secret as text, including `whsec_`.',
      examples: ['6542e7d063ffcfcf25177d05b359abc9cd3c6811fbcf2d957951aca37be99de2'],
    }),
  'x-modelux-event': z.string().meta({ description: 'Event type.' }),
  'x-modelux-delivery': z.string().meta({ description: 'Id of the delivery.' }),
  'x-modelux-attempt': z
    .string()
    .regex(/^[1-9]\d*$/)
    .meta({ description: 'Number of the attempt, from 1. Replays continue the count.', examples: ['1'] }),
  'x-modelux-customer': z
    .string()
    .optional()
    .meta({
      description:
        "The platform's own id of the event's customer. Only for endpoints that get the events of every customer.",
      examples: ['acme'],
    }),
  traceparent: z.string().optional().meta({
    description:
      'W3C trace context of the attempt, or of the publish call. Absent unless the organization has it sent.',
  }),
  'user-agent': z.string().meta({ description: '`Postrider/<version>`', examples: ['Postrider/0.1.0'] }),
});
