import { Inject, Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import {
  type countDeliveries,
  type countMissedEvents,
  type DeliveryCount,
  type MissedEventCount,
  type QueryOf,
  type Settings,
} from '@postrider/contracts';
import { isSubscribed, type EndpointState } from '@postrider/domain';
import {
  countByEndpoint,
  countUndelivered,
  endpointTable,
  loadAllowedTypes,
  type CountedDeliveries,
  type Database,
  type DatabaseClock,
} from '@postrider/event-store';
import { Repository } from 'typeorm';
import { findEndpoint } from '../queries/find-endpoint.js';
import { CLOCK, DATABASE, SETTINGS } from '../tokens.js';
import { deliveryRange, recoverRange } from './bulk-range.js';

/** What a bulk operation would do, counted before it starts. */
@Injectable()
export class BulkCountQueries {
  constructor(
    @InjectRepository(endpointTable) private readonly endpoints: Repository<EndpointState>,
    @Inject(DATABASE) private readonly database: Database,
    @Inject(CLOCK) private readonly clock: DatabaseClock,
    @Inject(SETTINGS) private readonly settings: Pick<Settings, 'lists'>,
  ) {}

  async deliveries(organization_id: string, query: QueryOf<typeof countDeliveries>): Promise<DeliveryCount> {
    const { countDeliveriesMax, countInactiveEndpointsMax } = this.settings.lists;
    const range = await deliveryRange(this.database, organization_id, query, this.clock.now());
    const { counted, isLast } = await countByEndpoint(this.database, range, countDeliveriesMax);
    const isInactive = ({ active, deleted }: CountedDeliveries): boolean => !active && !deleted;
    const countOf = (matches: (one: CountedDeliveries) => boolean): number => sum(counted.filter(matches));
    return {
      count: sum(counted),
      complete: isLast,
      pending: countOf(({ status }) => status === 'pending'),
      delivered: countOf(({ status }) => status === 'delivered'),
      failed: countOf(({ status }) => status === 'failed'),
      of_inactive_endpoints: countOf(isInactive),
      of_deleted_endpoints: countOf(({ deleted }) => deleted),
      inactive_endpoint_ids: [...new Set(counted.filter(isInactive).map(({ endpoint_id }) => endpoint_id))].slice(
        0,
        countInactiveEndpointsMax,
      ),
    };
  }

  async missedEvents(
    organization_id: string,
    id: string,
    query: QueryOf<typeof countMissedEvents>,
  ): Promise<MissedEventCount> {
    const endpoint = await findEndpoint(this.endpoints, { organization_id, id });
    const range = recoverRange(endpoint, query, this.clock.now());
    const allowed = await loadAllowedTypes(this.database, endpoint.customer_id);
    const { counted, isLast } = await countUndelivered(this.database, range, this.settings.lists.countEventsMax);
    const own = counted.filter(
      ({ type, of_customer }) => isOf(endpoint, of_customer) && isSubscribed(endpoint, type, allowed),
    );
    const missed = own.map(({ undelivered }) => ({ count: undelivered }));
    return { events: sum(own), missed: sum(missed), complete: isLast };
  }
}

/** The events of a customer's endpoint are the customer's alone. */
const isOf = ({ customer_id, all_customers }: EndpointState, ofCustomer: boolean): boolean =>
  !ofCustomer || customer_id !== null || all_customers;

const sum = (counted: readonly { count: number }[]): number => counted.reduce((total, { count }) => total + count, 0);
