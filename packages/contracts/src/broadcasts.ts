import { z } from 'zod';

/**
 * Messages of the Nest Redis transport. A message may be lost: every receiver of it also finds the same fact in Postgres.
 */
export const broadcasts = {
  /** A dispatcher fails the pending deliveries of the endpoint now instead of at its next sweep. */
  endpointDeactivated: {
    pattern: 'endpoint.deactivated',
    message: z.object({ endpoint_id: z.string() }),
  },
  /** A dispatcher starts the committed fan-out now instead of at its next poll. */
  fanOutCommitted: {
    pattern: 'fan_out.committed',
    message: z.object({}),
  },
} as const;
