import type { EventPublished, RecordedEvent } from '@postrider/contracts';

/** A value by which an event is found. */
export interface EventValue {
  organization_id: string;
  /** `data.order_id` */
  path: string;
  value: string;
  /** The stream of the event. */
  id: string;
}

export function eventValues({ stream_id, organization_id, event }: RecordedEvent<EventPublished>): EventValue[] {
  // A rebuild reads null where the log has no values.
  return Object.entries(event.data.indexed ?? {}).map(([path, value]) => ({
    organization_id,
    path,
    value,
    id: stream_id,
  }));
}
