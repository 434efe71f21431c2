import { newId, type OwnerCustomer } from '@postrider/contracts';
import { eventBody, scheduleDeliveries } from '@postrider/domain';
import type { PublishedRecord } from '@postrider/event-store';
import { indexedValues } from './indexed-values.js';
import type { NewEvent } from './new-event.js';
import type { Subscriber } from './subscriber.js';

type Recorded = PublishedRecord['published'];

/** What the records of an event have from its call and its organization. */
export interface PublishContext {
  organization_id: string;
  searchablePaths: readonly string[];
  /** Of the event. */
  customer?: OwnerCustomer | undefined;
  occurred_at: Date;
  traceparent?: string | undefined;
}

/** Returns the records of an event and of a delivery per subscriber. */
export function schedule(
  event: NewEvent,
  subscribers: readonly Subscriber[],
  context: PublishContext,
): PublishedRecord {
  const { occurred_at } = context;
  const published = eventPublished(event, subscribers.length, context);
  const deliveryId = (): string => newId('delivery', occurred_at);
  return {
    published,
    scheduled: scheduleDeliveries(published, subscribers, { deliveryId, queue: 'deliver', occurred_at }),
  };
}

/** Returns the record of an event without those of its deliveries. */
export function eventPublished(
  event: NewEvent,
  delivery_count: number,
  { organization_id, searchablePaths, customer, occurred_at, traceparent }: PublishContext,
): Recorded {
  const event_id = event.id ?? event.stream_id;
  const { type, test, dataJson } = event;
  const indexed = indexedValues(dataJson, searchablePaths);
  const body = eventBody({ id: event_id, type, timestamp: occurred_at, test, dataJson });
  return {
    version: 1,
    organization_id,
    occurred_at,
    stream_id: event.stream_id,
    event: {
      type: 'EventPublished',
      data: {
        event_id,
        event_type: type,
        test,
        delivery_count,
        // Before the body: a rebuild sees at the beginning of the text whether there is a customer or values.
        ...(customer && { customer_uid: customer.uid, customer_id: customer.id }),
        ...(indexed && { indexed }),
        body,
        ...(traceparent !== undefined && { traceparent }),
      },
    },
  };
}
