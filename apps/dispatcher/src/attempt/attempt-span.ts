import { classifyStatus, nextTrigger, type AttemptOutcome } from '@postrider/domain';
import type { LoadedDelivery } from '@postrider/event-store';
import type { Span, Tracing } from '@postrider/process';

/** An attempt continues the trace of its event, however old that is. Without a trace context it has no span. */
export function startAttemptSpan(tracing: Tracing, loaded: LoadedDelivery, attempt: number): Span | undefined {
  const { delivery, endpoint, traceparent } = loaded;
  if (traceparent === undefined || !tracing.isEnabled) return undefined;
  return tracing.continue('attempt', traceparent, {
    kind: 'client',
    linked: true,
    attributes: {
      'http.request.method': 'POST',
      'server.address': new URL(endpoint.url).hostname,
      'messaging.message.id': delivery.event_id,
      'postrider.organization_id': delivery.organization_id,
      'postrider.event_type': delivery.event_type,
      'postrider.delivery_id': delivery.id,
      'postrider.endpoint_id': delivery.endpoint_id,
      'postrider.attempt': attempt,
      'postrider.trigger': nextTrigger(delivery),
    },
  });
}

export function endAttemptSpan(span: Span, outcome: AttemptOutcome): void {
  const status = outcome.kind === 'response' ? outcome.status : undefined;
  const failure = outcome.kind === 'response' ? classifyStatus(outcome.status) : outcome;
  span.end(
    { 'http.response.status_code': status, 'postrider.outcome': failure?.failure_reason ?? 'success' },
    failure && { code: failure.failure_reason, message: failure.error },
  );
}
