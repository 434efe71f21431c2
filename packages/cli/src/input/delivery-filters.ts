import type { DeliveryFilter, DeliveryStatus } from '@postrider/sdk';
import { Option, type Command } from 'commander';
import { customerOption } from './customer.js';
import { defined } from './defined.js';
import { wholeNumber, type TimeRange } from './values.js';

export interface DeliveryFilterOptions extends TimeRange {
  status?: DeliveryStatus;
  customer?: string;
  endpoint?: string;
  type?: string;
  event?: string;
  responseStatus?: number;
  responseClass?: DeliveryFilter['response_class'];
  reason?: DeliveryFilter['failure_reason'];
  minAttempts?: number;
  minDuration?: number;
  test?: boolean;
  replayed?: boolean;
}

/** Adds the filters of a replay or an export of deliveries, and of their list, which has a time range as any list. */
export const withDeliveryFilters = (command: Command): Command =>
  command
    .addOption(new Option('--status <status>', 'only this status').choices(['pending', 'delivered', 'failed']))
    .option(...customerOption)
    .option('--endpoint <id>', 'only this endpoint')
    .option('--type <type>', 'only this event type')
    .option('--event <id>', 'only this event')
    .option('--response-status <status>', 'only this status of the last response', wholeNumber(100, 599))
    .addOption(
      new Option('--response-class <class>', 'only statuses of this class').choices(['2xx', '3xx', '4xx', '5xx']),
    )
    .option('--reason <reason>', 'only this reason of the last failure, such as timeout')
    .option('--min-attempts <count>', 'at least this number of attempts', wholeNumber(0, 1_000_000))
    .option('--min-duration <ms>', 'last attempt took at least these milliseconds', wholeNumber(0, 3_600_000))
    .option('--test', 'only test events')
    .option('--no-test', 'no test events')
    .option('--replayed', 'only deliveries that were replayed')
    .option('--no-replayed', 'only deliveries that never were');

export const deliveryFilterOf = (options: DeliveryFilterOptions) =>
  defined({
    status: options.status,
    customer: options.customer,
    endpoint_id: options.endpoint,
    event_type: options.type,
    event_id: options.event,
    since: options.since,
    until: options.until,
    response_status: options.responseStatus,
    response_class: options.responseClass,
    failure_reason: options.reason,
    min_attempts: options.minAttempts,
    min_duration_ms: options.minDuration,
    test: options.test,
    replayed: options.replayed,
  });
