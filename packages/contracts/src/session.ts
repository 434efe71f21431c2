import { z } from 'zod';
import { Timestamp } from './operations/common.js';

/** The header that the dashboard sends with calls that change something, and that no page of another site can send. */
export const pageHeader = 'x-postrider-page';

/** Who is signed in to the dashboard. */
export const Session = z.object({
  organization: z.object({ id: z.string(), name: z.string() }),
  /** The management key that signed in; null where a sign-in link did. */
  key: z.object({ id: z.string(), name: z.string().nullable(), last_four: z.string() }).nullable(),
  expires_at: Timestamp,
  /** Whether this browser may open `/queues`; null where that is off. */
  operator: z.boolean().nullable(),
});
export type Session = z.infer<typeof Session>;

const Secret = z.string().min(1, 'expected text that is not empty').max(1_000, 'expected at most 1000 characters');

/** Bodies of the calls that sign in: a management key, the token of a sign-in link, the operator's password. */
export const SignInByKey = z.strictObject({ key: Secret });
export const SignInByLink = z.strictObject({ token: Secret });
export const SignInAsOperator = z.strictObject({ password: Secret });
