import { z } from 'zod';
import { Timestamp } from './operations/common.js';

/** The body that endpoints of format `json` receive. */
export const WebhookPayload = z.object({
  id: z.string().meta({ description: "The event's id: deduplicate by it." }),
  type: z.string().meta({ description: 'The event type.' }),
  timestamp: Timestamp.meta({ description: 'When the event was accepted.' }),
  test: z.literal(true).optional().meta({ description: 'There on test events only.' }),
  data: z.record(z.string(), z.unknown()).meta({ description: 'As the producer wrote it, compacted.' }),
});

export type WebhookPayload = z.infer<typeof WebhookPayload>;

/** The headers that endpoints receive beside it. */
export const WebhookHeaders = z.object({
  'webhook-id': z.string().meta({
    description: "The event's id. The same on every attempt and replay: deduplicate by it.",
  }),
  'webhook-timestamp': z
    .string()
    .regex(/^\d+$/)
    .meta({ description: 'When this attempt was made, in Unix seconds.', examples: ['1795438308'] }),
  'webhook-signature': z.string().meta({
    description:
      '`v1,` and the HMAC-SHA256 in base64 of `<webhook-id>.<webhook-timestamp>.<body>`, keyed with the base64-decoded secret behind `whsec_`; during a rotation several, separated by spaces.',
    examples: ['v1,yGHNhRdH6BxD8CA6xtnrcbQKmyvfnFM96CfN0A4SVcI='],
  }),
  'x-modelux-signature': z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .meta({
      description: 'HMAC-SHA256 of the body in lower-case hex, keyed with the signing secret as it was shown.',
      examples: ['6542e7d063ffcfcf25177d05b359abc9cd3c6811fbcf2d957951aca37be99de2'],
    }),
  'x-modelux-event': z.string().meta({ description: "The event's type." }),
  'x-modelux-delivery': z.string().meta({ description: "The delivery's id: the one to name when asking about it." }),
  'x-modelux-attempt': z
    .string()
    .regex(/^[1-9]\d*$/)
    .meta({ description: '1 for the first attempt of a delivery, then 2, 3, …; replays count on.', examples: ['1'] }),
  'user-agent': z.string().meta({ description: '`Postrider/<version>`', examples: ['Postrider/0.1.0'] }),
});
