import { bulkKinds, type BulkOperation } from './operations/bulk.js';
import { exampleIds } from './operations/example-ids.js';
import type { OwnerCustomer } from './operations/customer-reference.js';
import { actorKinds, disabledReasons, failureReasons, type Actor, type FailureReason } from './domain-events.js';
import { subscriptionCovers, type EventTypeDefinition } from './event-types.js';

/** The endpoint that an event is about. */
export interface EndpointData {
  endpoint_id: string;
  url: string;
  /** Absent for an endpoint without one. */
  name?: string;
  /** Absent for an endpoint of the organization itself. */
  customer?: OwnerCustomer;
}

interface LastFailure {
  reason: FailureReason;
  response_status: number | null;
  at: string;
}

/** Why an endpoint is inactive: a caller wanted it (`manual`), or Postrider did it. */
export const deactivationReasons = ['manual', ...disabledReasons] as const;

/** The `data` of each type of operational event. Times are ISO 8601. */
export interface OperationalData {
  'postrider.endpoint.failing': EndpointData & {
    failing_since: string;
    failed_attempts: number;
    last_failure: LastFailure;
  };
  'postrider.endpoint.recovered': EndpointData & { failing_since: string; failed_attempts: number };
  'postrider.endpoint.deactivated': EndpointData & {
    reason: (typeof deactivationReasons)[number];
    /** Null if Postrider did it. A customer is told no more than `via`, and its own session. */
    actor: Actor | Pick<Actor, 'via' | 'portal_session_id'> | null;
  };
  'postrider.delivery.failed': EndpointData & {
    count: number;
    first_delivery_id: string;
    first_failed_at: string;
    last_delivery_id: string;
    last_failed_at: string;
    /** Of the last delivery. */
    event_type: string;
    failure_reason: FailureReason;
  };
  'postrider.secret.expiring': EndpointData & { rotated_at: string; previous_secret_expires_at: string };
  'postrider.operation.completed': Pick<
    BulkOperation,
    'kind' | 'status' | 'total' | 'processed' | 'skipped' | 'created_at' | 'completed_at'
  > & { operation_id: string };
  'postrider.backlog.aging': { oldest_due_at: string; age_seconds: number; due_deliveries: number };
}

export type OperationalType = keyof OperationalData;

interface OperationalTypeDefinition<T extends OperationalType> extends EventTypeDefinition {
  readonly type: T;
  readonly example: OperationalData[T] & Readonly<Record<string, unknown>>;
  readonly schema: Record<string, unknown>;
}

const text = { type: 'string' };
const time = { type: 'string', format: 'date-time' };
const count = (minimum: number) => ({ type: 'integer', minimum });
const orNull = (schema: { type: string }) => ({ ...schema, type: [schema.type, 'null'] });

const object = (properties: Record<string, unknown>, optional: readonly string[] = []) => ({
  type: 'object',
  required: Object.keys(properties).filter((name) => !optional.includes(name)),
  properties,
});

const ofEndpoint = (properties: Record<string, unknown>) =>
  object({ endpoint_id: text, url: text, name: text, customer: object({ id: text, uid: text }), ...properties }, [
    'name',
    'customer',
  ]);

const customer: OwnerCustomer = { id: exampleIds.customer, uid: 'acme' };
const endpoint = { endpoint_id: exampleIds.endpoint, url: 'https://acme.example.com/hooks', name: 'Billing', customer };

/** The types of the events that Postrider publishes about itself. Every organization has them, and none can change them. */
export const operationalEventTypes: { readonly [T in OperationalType]: OperationalTypeDefinition<T> } = {
  'postrider.endpoint.failing': {
    type: 'postrider.endpoint.failing',
    description: 'Every attempt of an endpoint has failed for some time. Sent once, until the endpoint has recovered.',
    example: {
      ...endpoint,
      failing_since: '2026-11-23T12:36:02.118Z',
      failed_attempts: 41,
      last_failure: { reason: 'http_error', response_status: 503, at: '2026-11-23T12:51:48.751Z' },
    },
    schema: ofEndpoint({
      failing_since: time,
      failed_attempts: count(1),
      last_failure: object({
        reason: { enum: failureReasons },
        response_status: orNull({ type: 'integer' }),
        at: time,
      }),
    }),
  },
  'postrider.endpoint.recovered': {
    type: 'postrider.endpoint.recovered',
    description: 'The first attempt succeeded after an endpoint was reported as failing.',
    example: { ...endpoint, failing_since: '2026-11-23T12:36:02.118Z', failed_attempts: 52 },
    schema: ofEndpoint({ failing_since: time, failed_attempts: count(1) }),
  },
  'postrider.endpoint.deactivated': {
    type: 'postrider.endpoint.deactivated',
    description: 'An endpoint was deactivated, by a call or automatically.',
    example: { ...endpoint, reason: 'failing', actor: null },
    schema: ofEndpoint({
      reason: { enum: deactivationReasons },
      actor: orNull(
        object({ via: { enum: actorKinds }, key_id: orNull(text), portal_session_id: text }, [
          'key_id',
          'portal_session_id',
        ]),
      ),
    }),
  },
  'postrider.delivery.failed': {
    type: 'postrider.delivery.failed',
    description:
      'Deliveries to an endpoint failed and are not retried any more. At most one in some minutes for each endpoint: `count` is the number since the one before.',
    example: {
      ...endpoint,
      count: 3,
      first_delivery_id: exampleIds.delivery,
      first_failed_at: '2026-11-23T12:42:10.020Z',
      last_delivery_id: exampleIds.testDelivery,
      last_failed_at: '2026-11-23T12:51:48.751Z',
      event_type: 'budget.exceeded',
      failure_reason: 'timeout',
    },
    schema: ofEndpoint({
      count: count(1),
      first_delivery_id: text,
      first_failed_at: time,
      last_delivery_id: text,
      last_failed_at: time,
      event_type: text,
      failure_reason: { enum: failureReasons },
    }),
  },
  'postrider.secret.expiring': {
    type: 'postrider.secret.expiring',
    description:
      'The previous signing secret of an endpoint expires soon. A receiver that still verifies with it must change to the current one.',
    example: {
      ...endpoint,
      rotated_at: '2026-11-22T14:51:48.312Z',
      previous_secret_expires_at: '2026-11-23T14:51:48.312Z',
    },
    schema: ofEndpoint({ rotated_at: time, previous_secret_expires_at: time }),
  },
  'postrider.operation.completed': {
    type: 'postrider.operation.completed',
    description: 'A bulk replay, a recovery or an export is done, or was cancelled.',
    example: {
      operation_id: exampleIds.replay,
      kind: 'replay',
      status: 'completed',
      total: 1840,
      processed: 1840,
      skipped: 12,
      created_at: '2026-11-23T13:54:12.414Z',
      completed_at: '2026-11-23T13:55:01.902Z',
    },
    schema: object({
      operation_id: text,
      kind: { enum: bulkKinds },
      status: { enum: ['completed', 'cancelled'] },
      total: orNull(count(0)),
      processed: count(0),
      skipped: count(0),
      created_at: time,
      completed_at: time,
    }),
  },
  'postrider.backlog.aging': {
    type: 'postrider.backlog.aging',
    description:
      "Due deliveries of all organizations wait too long. Sent to the operator's organization once, until the backlog is short again.",
    example: { oldest_due_at: '2026-11-23T12:46:02.118Z', age_seconds: 347, due_deliveries: 8210 },
    schema: object({ oldest_due_at: time, age_seconds: count(0), due_deliveries: count(0) }),
  },
};

const ofOrganization: ReadonlySet<string> = new Set<OperationalType>([
  'postrider.operation.completed',
  'postrider.backlog.aging',
]);

/** Whether an event of the type can be a customer's: some are about the organization alone. */
export const isTypeOfCustomers = (type: string): boolean => !ofOrganization.has(type);

/** Whether a customer can get events of the type. `allowed` are its subscriptions, null for all. */
export const isTypeOfCustomer = (type: string, allowed: readonly string[] | null): boolean =>
  isTypeOfCustomers(type) && (allowed === null || allowed.some((each) => subscriptionCovers(each, type)));

const subscriptionsTo = (types: readonly string[]): string[] => [
  ...new Set(types.flatMap((type) => ['postrider.*', `${type.slice(0, type.lastIndexOf('.'))}.*`, type])),
];

/** Every subscription that covers one of these types: their names and prefixes. */
export const operationalSubscriptions: readonly string[] = subscriptionsTo(Object.keys(operationalEventTypes));

/** The same for a customer. */
export const customerOperationalSubscriptions: readonly string[] = subscriptionsTo(
  Object.keys(operationalEventTypes).filter(isTypeOfCustomers),
);
