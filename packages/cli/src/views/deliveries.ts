import type { Attempt, Delivery, DeliveryDetail, HistoryEntry } from '@postrider/sdk';
import { sanitize, sanitizeLines } from '@postrider/terminal';
import type { Screen } from '../output/output.js';
import { details, table, type Column } from '../output/table.js';
import { when } from '../output/text.js';

const statusColor = (text: string, status: Delivery['status'], { colors }: Screen): string =>
  ({ delivered: colors.green, failed: colors.red, pending: colors.yellow })[status](text);

export const statusColumn: Column<Pick<Delivery, 'status'>> = {
  heading: 'Status',
  value: ({ status }) => status,
  color: (text, { status }, screen) => statusColor(text, status, screen),
};

/** The outcome of the last attempt. */
const response = ({ response_status, failure_reason, attempt_count }: Delivery): string => {
  if (response_status !== null) return String(response_status);
  return attempt_count === 0 ? '–' : (failure_reason ?? 'no response');
};

export const deliveryTable = table<Delivery>([
  { heading: 'Delivery', value: ({ id }) => id },
  statusColumn,
  { heading: 'Response', value: response },
  { heading: 'Type', value: ({ event_type, test }) => (test ? `${event_type} (test)` : event_type) },
  { heading: 'Created', value: ({ created_at }, screen) => when(created_at, screen) },
  { heading: 'Customer', value: ({ customer }) => customer?.uid ?? '', isOptional: true },
  { heading: 'Attempts', value: ({ attempt_count }) => String(attempt_count), isOptional: true },
  { heading: 'Endpoint', value: ({ endpoint_id }) => endpoint_id, isOptional: true },
  { heading: 'Event', value: ({ event_id }) => event_id, isOptional: true },
]);

export function deliverySummary(delivery: Delivery, screen: Screen): string {
  const { status, next_attempt_at, failure_reason } = delivery;
  return details(
    [
      ['Delivery', delivery.id],
      ['Status', statusColor(status, status, screen)],
      ['Reason', failure_reason ?? undefined],
      ['Event', `${sanitize(delivery.event_id)}  ${delivery.event_type}${delivery.test ? ' (test)' : ''}`],
      ['Customer', delivery.customer && sanitize(delivery.customer.uid)],
      ['Endpoint', delivery.endpoint_id],
      ['Attempts', String(delivery.attempt_count)],
      ['Created', when(delivery.created_at, screen)],
      ['Next attempt', next_attempt_at === null ? undefined : when(next_attempt_at, screen)],
    ],
    screen,
  );
}

export const attemptTable = table<Attempt>([
  { heading: '#', value: ({ number }) => String(number) },
  { heading: 'Trigger', value: ({ trigger }) => trigger },
  { heading: 'Started', value: ({ started_at }, screen) => when(started_at, screen) },
  { heading: 'Duration', value: ({ duration_ms }) => `${duration_ms} ms` },
  { heading: 'Response', value: ({ response_status, error }) => String(response_status ?? error ?? 'none') },
  { heading: 'Body', value: ({ response_body }) => firstOf(response_body ?? ''), isOptional: true },
]);

export const deliveryHistory = table<HistoryEntry>([
  { heading: '#', value: ({ version }) => String(version) },
  { heading: 'Time', value: ({ occurred_at }, screen) => when(occurred_at, screen) },
  { heading: 'Change', value: ({ type }) => type },
  { heading: 'Details', value: ({ data }) => JSON.stringify(data), isOptional: true },
]);

const firstOf = (body: string): string => (body.length > 60 ? `${body.slice(0, 59)}…` : body);

export function deliveryDetails(delivery: DeliveryDetail, screen: Screen): string {
  const { attempts, payload } = delivery;
  return [
    deliverySummary(delivery, screen),
    ...(attempts.length > 0 ? [attemptTable(attempts, screen)] : []),
    payload ? sanitizeLines(JSON.stringify(payload, null, 2)) : 'The payload was deleted after the retention period.',
  ].join('\n\n');
}
