import * as z from 'zod';
import { Timestamp } from './operations/common.js';

/** The dashboard sends this header with each change. Pages of other sites cannot send it. */
export const pageHeader = 'x-postrider-page';

/** A dashboard session. */
export const Session = z.object({
  organization: z.object({ id: z.string(), name: z.string() }),
  /** The management key of the sign-in; null for a sign-in link. */
  key: z.object({ id: z.string(), name: z.string().nullable(), last_four: z.string() }).nullable(),
  expires_at: Timestamp,
  /** Whether this browser may open `/queues`; null if `/queues` is off. */
  operator: z.boolean().nullable(),
});
export type Session = z.infer<typeof Session>;

const Secret = z.string().min(1, 'expected non-empty text').max(1_000, 'expected at most 1000 characters');

/** Request bodies of the sign-in calls. */
export const SignInByKey = z.strictObject({ key: Secret });
export const SignInByLink = z.strictObject({ token: Secret });
export const SignInAsOperator = z.strictObject({ password: Secret });
