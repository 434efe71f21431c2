import type { EndpointState } from '@postrider/domain';
import type { NewEvent } from './new-event.js';

/** An active endpoint, with the fields that scheduling needs. */
export type Subscriber = Pick<EndpointState, 'id' | 'event_types' | 'format' | 'envelope' | 'all_customers'>;

/** The endpoints that get an event: those of its customer, or of the organization itself. */
export type SubscribersOf = (
  organizationId: string,
  event: Pick<NewEvent, 'id' | 'type' | 'customer'>,
) => readonly Subscriber[];
