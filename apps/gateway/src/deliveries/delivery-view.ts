import type {
  Attempt,
  DeliveryEvent,
  HistoryEntry,
  RecordedEvent,
  RetrySchedule as ShownSchedule,
} from '@postrider/contracts';
import { lastingHeaders, sentHeaders, type DeliveryState, type RetrySchedule } from '@postrider/domain';
import { attemptPhases, namedHeaders } from './attempt-view.js';

type Sent = Pick<DeliveryState, 'id' | 'event_id' | 'event_type'>;

const cutMark = '… [cut]';

/** Returns the attempts of a delivery's stream. A truncated response body ends with a mark. */
export function attemptsOf(delivery: Sent, stream: readonly RecordedEvent<DeliveryEvent>[]): Attempt[] {
  return stream.flatMap(({ event }) => {
    if (event.type !== 'AttemptSucceeded' && event.type !== 'AttemptFailed') return [];
    const { number, trigger, started_at, duration_ms, response_status, response_body, response_truncated } = event.data;
    const { request_headers: untold, own_headers: own } = event.data;
    const { response_headers, response_headers_truncated = false, timing } = event.data;
    const request = {
      delivery_id: delivery.id,
      event_type: delivery.event_type,
      id: delivery.event_id,
      attempt: number,
    };
    return {
      number,
      trigger,
      request_headers:
        own ??
        (untold ? sentHeaders({ ...request, started_at: new Date(started_at), untold }) : lastingHeaders(request)),
      // An attempt has its timing if its request was written.
      request_headers_complete: untold !== undefined || (own !== undefined && timing !== undefined),
      started_at,
      duration_ms,
      response_status,
      response_body: response_truncated ? `${response_body ?? ''}${cutMark}` : response_body,
      error: event.type === 'AttemptFailed' ? `${event.data.failure_reason}: ${event.data.error}` : null,
      response_headers: response_headers ? namedHeaders(response_headers) : null,
      response_headers_truncated,
      timing: timing ? attemptPhases(timing, duration_ms) : null,
    };
  });
}

export function scheduleView(schedule: RetrySchedule | undefined): ShownSchedule | null {
  if (!schedule) return null;
  return { ...schedule, attempts: schedule.attempts.map(({ number, at }) => ({ number, at: at.toISOString() })) };
}

/** Returns a delivery's stream without the payload, which may be large and is part of the delivery. */
export function historyOf(stream: readonly RecordedEvent<DeliveryEvent>[]): HistoryEntry[] {
  return stream.map(({ version, occurred_at, event }) => {
    const { payload: _, ...data } = event.data as Record<string, unknown>;
    return { version, type: event.type, occurred_at: occurred_at.toISOString(), data };
  });
}
