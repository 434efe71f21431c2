import type { Operation } from '@postrider/contracts';
import { z } from 'zod';

/** The argument that becomes the header `Idempotency-Key`, which is no field of an operation. */
export const idempotencyKey = z
  .string()
  .describe(
    'A value of your choice that stands for this one call. Repeating the call with it, after an error or a lost answer, gives the first answer and does nothing twice.',
  );

export const takesIdempotencyKey = ({ errors }: Operation): boolean => errors.includes('idempotency_key_reused');
