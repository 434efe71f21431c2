import type { Overview } from '@postrider/contracts';
import { given, type ListFilters } from '../shared/delivery-filters.js';

/** What the overview was asked for. */
export interface Asked {
  customer?: string | undefined;
  /** The end of a custom range. */
  until?: string | undefined;
}

/** Filters of the deliveries that were created in the period of an overview. */
export const filtersOfPeriod = ({ from }: Pick<Overview, 'from'>, { customer, until }: Asked): ListFilters =>
  given({ customer, since: new Date(from).toISOString(), until });
