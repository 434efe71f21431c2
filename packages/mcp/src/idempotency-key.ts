import type { Operation } from '@postrider/contracts';
import * as z from 'zod';

/** The argument for the `Idempotency-Key` header. */
export const idempotencyKey = z
  .string()
  .describe(
    'Unique value of your choice for this call. A repeated call with the same value returns the first result and has no second effect. Use it to repeat a call after an error or a lost response.',
  );

export const takesIdempotencyKey = ({ errors }: Operation): boolean => errors.includes('idempotency_key_reused');
