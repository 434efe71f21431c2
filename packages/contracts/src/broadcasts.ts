import { z } from 'zod';

/**
 * Messages of the Nest Redis transport. Fire-and-forget: only what may be lost,
 * since every reader also finds the same fact in Postgres.
 */
export const broadcasts = {
  /** A dispatcher fails the endpoint's pending deliveries now, instead of at its next sweep. */
  endpointDeactivated: {
    pattern: 'endpoint.deactivated',
    message: z.object({ endpoint_id: z.string() }),
  },
  /** A fan-out was committed: a dispatcher expands it now, instead of at its next look. */
  fanOutCommitted: {
    pattern: 'fan_out.committed',
    message: z.object({}),
  },
} as const;
