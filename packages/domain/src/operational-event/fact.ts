import type { Actor, DisabledReason, OperationalData } from '@postrider/contracts';

/**
 * What the log says and operational events are derived from. Facts are stored in the transaction of their domain events. They
 * are stored as JSON, so times are texts.
 */
export type EndpointFact =
  | { type: 'attempts'; data: AttemptsFact }
  | { type: 'deactivated'; data: { version: number; reason: DisabledReason | null; actor: Actor | null } }
  /** It was activated, or has another URL: earlier failures say nothing about it. */
  | { type: 'renewed'; data: Record<string, never> }
  | { type: 'secret_rotated'; data: { version: number; at: string; expires_at: string } }
  | { type: 'previous_secrets_expired'; data: Record<string, never> }
  | { type: 'deleted'; data: Record<string, never> };

/** The attempts of one endpoint that were counted together. Texts are those of the counters: time, and what happened. */
export interface AttemptsFact {
  delivered: number;
  failed_attempts: number;
  /** Start of the minute of the last success; null without one. */
  last_success: string | null;
  /** `<time> <reason> <status>` */
  first_failure: string | null;
  last_failure: string | null;
  /** Deliveries that failed. */
  failed: number;
  /** `<time> <delivery> <event type> <reason>` */
  first_failed: string | null;
  last_failed: string | null;
}

/** A bulk operation has ended. */
export interface OperationFact {
  type: 'operation_ended';
  data: OperationalData['postrider.operation.completed'];
}

export type OperationalFact = EndpointFact | OperationFact;
