import type { Actor, EndpointData, FailureReason, OperationalData } from '@postrider/contracts';
import type { AttemptsFact, EndpointFact } from './fact.js';
import { operationalEventId, type OperationalEvent } from './operational-event.js';

/**
 * What is known of an endpoint between two facts. Stored as JSON, so times are texts. An endpoint without a state has nothing to
 * report.
 */
export interface EndpointAlerts {
  failing?: Failing | undefined;
  failed?: FailedWindow | undefined;
  rotations?: readonly Rotation[] | undefined;
}

/** All attempts have failed since. */
interface Failing {
  since: string;
  failed_attempts: number;
  /** Whether it was reported as failing. */
  reported: boolean;
}

/** The time after an event about failed deliveries, and those that failed in it. */
interface FailedWindow {
  ends_at: string;
  count: number;
  /** `<time> <delivery> <event type> <reason>` */
  first: string | null;
  last: string | null;
}

interface Rotation {
  version: number;
  at: string;
  expires_at: string;
  report_at: string;
}

export interface AlertSettings {
  failingAfterMs: number;
  windowMs: number;
  secretExpiringMs: number;
}

export interface Decided {
  alerts: EndpointAlerts;
  events: OperationalEvent[];
}

const minuteMs = 60_000;
const timeOf = (text: string): number => Date.parse(text.slice(0, text.indexOf(' ')));
const iso = (ms: number): string => new Date(ms).toISOString();
/** Texts that begin with their times. */
const earlier = (a: string | null, b: string | null): string | null => (a === null || (b !== null && b < a) ? b : a);
const later = (a: string | null, b: string | null): string | null => (a === null || (b !== null && b > a) ? b : a);

/** Takes a fact in. Facts of an endpoint come in the order of the log. */
export function takeFact(
  alerts: EndpointAlerts,
  fact: EndpointFact,
  endpoint: EndpointData,
  { settings, now }: { settings: AlertSettings; now: Date },
): Decided {
  switch (fact.type) {
    case 'attempts': {
      const attempted = takeAttempts(alerts, fact.data, endpoint, settings);
      const failed = takeFailed(attempted.alerts, fact.data, endpoint, { settings, now });
      return { alerts: failed.alerts, events: [...attempted.events, ...failed.events] };
    }
    case 'deactivated': {
      const type = 'postrider.endpoint.deactivated';
      const { version, reason, actor } = fact.data;
      const event_id = operationalEventId(type, endpoint.endpoint_id, version);
      const data = { ...endpoint, reason: reason ?? 'manual', actor: shownActor(actor, endpoint) } as const;
      return { alerts, events: [{ event_id, type, data }] };
    }
    case 'renewed':
      return { alerts: alerts.failing?.reported === true ? alerts : { ...alerts, failing: undefined }, events: [] };
    case 'secret_rotated':
      return { alerts: takeRotation(alerts, fact.data, settings), events: [] };
    case 'previous_secrets_expired':
      return { alerts: { ...alerts, rotations: undefined }, events: [] };
    case 'deleted':
      return { alerts: {}, events: [] };
  }
}

/** An event of a customer goes to this customer, whom the keys and the agents of the platform do not concern. */
function shownActor(
  actor: Actor | null,
  { customer }: EndpointData,
): OperationalData['postrider.endpoint.deactivated']['actor'] {
  if (actor === null || customer === undefined) return actor;
  const { via, portal_session_id } = actor;
  return { via, ...(portal_session_id !== undefined && { portal_session_id }) };
}

/** Failing is decided at a failed attempt, so that one failure alone says nothing however long ago it was. */
function takeAttempts(
  alerts: EndpointAlerts,
  attempts: AttemptsFact,
  endpoint: EndpointData,
  { failingAfterMs }: AlertSettings,
): Decided {
  const { failing } = alerts;
  if (isSuccess(attempts, failing)) {
    const events = failing?.reported === true ? [recovered(endpoint, failing)] : [];
    return { alerts: { ...alerts, failing: undefined }, events };
  }
  const { failed_attempts, first_failure, last_failure } = attempts;
  if (first_failure === null || last_failure === null) return { alerts, events: [] };
  const since = failing?.since ?? iso(timeOf(first_failure));
  const next: Failing = {
    since,
    failed_attempts: (failing?.failed_attempts ?? 0) + failed_attempts,
    reported: failing?.reported ?? false,
  };
  if (next.reported || timeOf(last_failure) - Date.parse(since) < failingAfterMs) {
    return { alerts: { ...alerts, failing: next }, events: [] };
  }
  const type = 'postrider.endpoint.failing';
  const event: OperationalEvent = {
    event_id: operationalEventId(type, endpoint.endpoint_id, Date.parse(since)),
    type,
    data: {
      ...endpoint,
      failing_since: since,
      failed_attempts: next.failed_attempts,
      last_failure: lastFailure(last_failure),
    },
  };
  return { alerts: { ...alerts, failing: { ...next, reported: true } }, events: [event] };
}

/** A success that was counted late may be older than the failures. */
const isSuccess = ({ delivered, last_success }: AttemptsFact, failing: Failing | undefined): boolean =>
  delivered > 0 && (!failing || Date.parse(last_success ?? '') > Date.parse(failing.since) - minuteMs);

function recovered(endpoint: EndpointData, { since, failed_attempts }: Failing): OperationalEvent {
  const type = 'postrider.endpoint.recovered';
  const event_id = operationalEventId(type, endpoint.endpoint_id, Date.parse(since));
  return { event_id, type, data: { ...endpoint, failing_since: since, failed_attempts } };
}

function lastFailure(text: string): { reason: FailureReason; response_status: number | null; at: string } {
  const [at = '', reason, status] = text.split(' ');
  return { reason: reason as FailureReason, response_status: status === '-' ? null : Number(status), at };
}

/** The first failed deliveries are reported at once; those that follow when the window ends. */
function takeFailed(
  alerts: EndpointAlerts,
  { failed, first_failed, last_failed }: AttemptsFact,
  endpoint: EndpointData,
  { settings, now }: { settings: AlertSettings; now: Date },
): Decided {
  if (failed === 0) return { alerts, events: [] };
  const before = alerts.failed;
  const next: FailedWindow = {
    ends_at: before?.ends_at ?? now.toISOString(),
    count: (before?.count ?? 0) + failed,
    first: earlier(before?.first ?? null, first_failed),
    last: later(before?.last ?? null, last_failed),
  };
  if (before) return { alerts: { ...alerts, failed: next }, events: [] };
  return reportFailed({ ...alerts, failed: next }, endpoint, { settings, now });
}

/** Ends a window, and begins the next one if deliveries failed in it. */
function reportFailed(
  alerts: EndpointAlerts,
  endpoint: EndpointData,
  { settings, now }: { settings: AlertSettings; now: Date },
): Decided {
  const { count = 0, first = null, last = null } = alerts.failed ?? {};
  if (first === null || last === null) return { alerts: { ...alerts, failed: undefined }, events: [] };
  const [first_failed_at = '', first_delivery_id = ''] = first.split(' ');
  const [last_failed_at = '', last_delivery_id = '', event_type = '', reason] = last.split(' ');
  const type = 'postrider.delivery.failed';
  const event: OperationalEvent = {
    event_id: operationalEventId(type, endpoint.endpoint_id, first_delivery_id, Date.parse(first_failed_at)),
    type,
    data: {
      ...endpoint,
      ...{ count, first_delivery_id, first_failed_at, last_delivery_id, last_failed_at, event_type },
      failure_reason: reason as FailureReason,
    },
  };
  const ends_at = iso(now.getTime() + settings.windowMs);
  return { alerts: { ...alerts, failed: { ends_at, count: 0, first: null, last: null } }, events: [event] };
}

/** A shorter overlap is reported at its half. Without an overlap, nothing expires later. */
function takeRotation(
  alerts: EndpointAlerts,
  { version, at, expires_at }: { version: number; at: string; expires_at: string },
  { secretExpiringMs }: AlertSettings,
): EndpointAlerts {
  const overlapMs = Date.parse(expires_at) - Date.parse(at);
  if (overlapMs <= 0) return alerts;
  const report_at = iso(Date.parse(expires_at) - Math.min(secretExpiringMs, overlapMs / 2));
  return { ...alerts, rotations: [...(alerts.rotations ?? []), { version, at, expires_at, report_at }] };
}

/** Decides what time alone brings about: the ends of windows and of overlaps. */
export function takeTime(
  alerts: EndpointAlerts,
  endpoint: EndpointData,
  { settings, now }: { settings: AlertSettings; now: Date },
): Decided {
  const isPast = (time: string): boolean => Date.parse(time) <= now.getTime();
  const { rotations = [], failed } = alerts;
  const due = rotations.filter(({ report_at }) => isPast(report_at));
  const left = rotations.filter((rotation) => !due.includes(rotation));
  const withoutDue = { ...alerts, rotations: left.length > 0 ? left : undefined };
  const { alerts: next, events } =
    failed && isPast(failed.ends_at)
      ? reportFailed(withoutDue, endpoint, { settings, now })
      : { alerts: withoutDue, events: [] };
  // What has expired meanwhile needs no warning.
  const expiring = due.filter(({ expires_at }) => !isPast(expires_at)).map((rotation) => expires(endpoint, rotation));
  return { alerts: next, events: [...expiring, ...events] };
}

function expires(endpoint: EndpointData, { version, at, expires_at }: Rotation): OperationalEvent {
  const type = 'postrider.secret.expiring';
  const event_id = operationalEventId(type, endpoint.endpoint_id, version);
  return { event_id, type, data: { ...endpoint, rotated_at: at, previous_secret_expires_at: expires_at } };
}

/** When `takeTime` has something to decide; null if never. */
export function dueAt({ failed, rotations = [] }: EndpointAlerts): Date | null {
  const times = [...(failed ? [failed.ends_at] : []), ...rotations.map(({ report_at }) => report_at)];
  return times.length === 0 ? null : new Date(Math.min(...times.map((time) => Date.parse(time))));
}

/** Whether nothing is left to remember. */
export const isQuiet = ({ failing, failed, rotations = [] }: EndpointAlerts): boolean =>
  !failing && !failed && rotations.length === 0;
