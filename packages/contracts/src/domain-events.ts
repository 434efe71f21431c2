import type { QueueName } from './queues.js';

/**
 * The domain events of the log. A changed shape gets a new `schema_version` and an upcaster; stored events are never
 * rewritten.
 */

export type EndpointFormat = 'json' | 'slack';
/** What is around `data` in the body for endpoints of format `json`. */
export const envelopes = ['default', 'cloudevents', 'cloudevents_binary', 'data'] as const;
export type Envelope = (typeof envelopes)[number];
/** Reasons for an automatic deactivation: a 410 response, failed attempts only for days, or an inactive customer. */
export const disabledReasons = ['gone', 'failing', 'customer_inactive'] as const;
export type DisabledReason = (typeof disabledReasons)[number];
export type AttemptTrigger = 'initial' | 'retry' | 'replay';

/** A caller's own texts, by name. */
export type Metadata = Readonly<Record<string, string>>;

/** AES-256-GCM, base64 parts: `<key id>.<nonce>.<ciphertext and tag>`. */
export type SealedSecret = string;

export type EndpointEvent =
  | {
      type: 'EndpointCreated';
      data: {
        url: string;
        event_types: string[];
        description: string | null;
        active: boolean;
        format: EndpointFormat;
        /** Requests per second; absent in old events. */
        rate_limit?: number | null;
        /** The owner; absent for an endpoint of the organization itself. */
        customer_id?: string;
        /** Absent in old events and where nothing is given. */
        name?: string | null;
        uid?: string | null;
        metadata?: Metadata;
        /** An endpoint of the organization that also gets the events of every customer. */
        all_customers?: boolean;
        /** Absent in old events, and if it is the default. */
        envelope?: Envelope;
        secret: SealedSecret;
      };
    }
  | {
      type: 'EndpointUpdated';
      data: {
        url?: string;
        format?: EndpointFormat;
        event_types?: string[];
        description?: string | null;
        rate_limit?: number | null;
        name?: string | null;
        uid?: string | null;
        metadata?: Metadata;
        all_customers?: boolean;
        envelope?: Envelope;
      };
    }
  | { type: 'EndpointActivated'; data: Record<string, never> }
  | { type: 'EndpointDeactivated'; data: { reason: DisabledReason | null } }
  | { type: 'EndpointSecretRotated'; data: { secret: SealedSecret; previous_secret_expires_at: string } }
  /** From then on, only the current secret signs. */
  | { type: 'EndpointPreviousSecretsExpired'; data: Record<string, never> }
  | { type: 'EndpointDeleted'; data: Record<string, never> };

/** What a platform sets for one of its customers. */
export interface CustomerSettings {
  name: string | null;
  metadata: Metadata;
  /** Requests per second over all endpoints; null for no limit. */
  rate_limit: number | null;
  /** Published events per second; null for no limit. */
  publish_limit: number | null;
  /** Null for the default of the settings. */
  max_endpoints: number | null;
  /** Subscriptions that cover the types the customer gets; null for all. */
  allowed_event_types: string[] | null;
}

export type CustomerEvent =
  | { type: 'CustomerCreated'; data: CustomerSettings & { uid: string; active: boolean } }
  | { type: 'CustomerUpdated'; data: Partial<CustomerSettings> }
  | { type: 'CustomerActivated'; data: Record<string, never> }
  | { type: 'CustomerDeactivated'; data: Record<string, never> }
  | { type: 'CustomerDeleted'; data: Record<string, never> };

export const actorKinds = ['api', 'dashboard', 'mcp', 'cli', 'portal'] as const;

/** What asked for a change. Postrider's own changes have none. */
export interface Actor {
  via: (typeof actorKinds)[number];
  /** Null for an operator in the dashboard, and for a customer in the portal. */
  key_id: string | null;
  /** `pst_…` of a customer in the portal; otherwise absent. */
  portal_session_id?: string;
  /** `oag_…` of an agent that was connected by OAuth; otherwise absent. `key_id` is the key of the session that allowed it. */
  oauth_grant_id?: string;
  /** What the client of the grant calls itself. */
  oauth_client_name?: string;
}

export interface EventPublished {
  type: 'EventPublished';
  data: {
    event_id: string;
    event_type: string;
    test: boolean;
    delivery_count: number;
    /** The platform's own id of the customer. */
    customer_uid?: string;
    /** The customer whose endpoints get it; absent for an event of the organization itself. */
    customer_id?: string;
    /** The values of the organization's searchable paths, by path; absent if there are none. */
    indexed?: Readonly<Record<string, string>>;
    /** The request body for endpoints of format `json` with the default envelope, byte for byte. */
    body: string;
    /** The trace context that attempts continue; absent if the publish call had none and was not sampled. */
    traceparent?: string;
  };
}

/**
 * `payload` is the request body for an endpoint of another format than `json`. `envelope` is absent if it is the default: the
 * request body is made of the event's with each attempt.
 */
export interface DeliveryScheduled {
  type: 'DeliveryScheduled';
  data: {
    endpoint_id: string;
    event_id: string;
    event_stream_id: string;
    event_type: string;
    test: boolean;
    queue: QueueName;
    payload?: string;
    envelope?: Exclude<Envelope, 'default'>;
  };
}

export interface AttemptRecord {
  number: number;
  trigger: AttemptTrigger;
  started_at: string;
  duration_ms: number;
  response_status: number | null;
  response_body: string | null;
  response_truncated: boolean;
  /** Names and values in turn, as received. Absent in old events and without a response. */
  response_headers?: string[];
  /** There were more headers, or the last value was longer. */
  response_headers_truncated?: true;
  /** The sent headers that nothing else tells. Absent in old events and if no request was written. */
  request_headers?: Record<string, string>;
  /**
   * All headers in a request format or an envelope other than the default, in the order of the request. If no request was
   * written, those that are the same in every attempt.
   */
  own_headers?: Record<string, string>;
  /** Absent in old events and if no request was written. */
  timing?: AttemptTiming;
}

/** Phases of an attempt, in milliseconds. The rest of its duration is the download of the response. */
export interface AttemptTiming {
  /** Wait for a free connection; absent if there was none. */
  queue?: number;
  /** Absent unless a host name was resolved for the request. */
  dns?: number;
  /** Absent if the connection was reused. */
  connect?: number;
  /** Absent if the connection was reused or is not encrypted. */
  tls?: number;
  /** From the request to the headers of the response; absent if none came. */
  first_byte?: number;
}

export type DeliveryEvent =
  | DeliveryScheduled
  | { type: 'AttemptSucceeded'; data: AttemptRecord }
  | { type: 'AttemptFailed'; data: AttemptRecord & { failure_reason: FailureReason; error: string } }
  | { type: 'RetryScheduled'; data: { next_attempt_at: string; queue: QueueName } }
  | { type: 'DeliveryFailed'; data: { failure_reason: FailureReason } }
  | { type: 'ReplayRequested'; data: { queue: QueueName } };

export type DomainEvent = EndpointEvent | CustomerEvent | EventPublished | DeliveryEvent;

/** Reasons for a failed attempt or delivery. The last four are decisions of Postrider. */
export const failureReasons = [
  'timeout',
  'dns_error',
  'connection_refused',
  'connection_reset',
  'connection_error',
  'tls_error',
  'invalid_response',
  'http_error',
  'redirect',
  'blocked_address',
  'secret_unreadable',
  'endpoint_gone',
  'endpoint_inactive',
] as const;
export type FailureReason = (typeof failureReasons)[number];

/** An event in the log. */
export interface RecordedEvent<E extends DomainEvent = DomainEvent> {
  stream_id: string;
  version: number;
  organization_id: string;
  occurred_at: Date;
  event: E;
}
