import { isDeepStrictEqual } from 'node:util';
import type { CustomerEvent, CustomerSettings } from '@postrider/contracts';
import type { CustomerState } from './customer.js';

export interface CustomerChanges extends Partial<CustomerSettings> {
  active?: boolean;
}

/** What a customer has that is created with its uid alone. */
export const defaultCustomer: CustomerSettings & { active: boolean } = {
  name: null,
  metadata: {},
  active: true,
  rate_limit: null,
  publish_limit: null,
  max_endpoints: null,
  allowed_event_types: null,
};

export const createCustomer = (uid: string, given: CustomerChanges): CustomerEvent[] => [
  { type: 'CustomerCreated', data: { uid, ...defaultCustomer, ...given } },
];

/** Records only fields that change. */
export function updateCustomer(state: CustomerState, { active, ...changes }: CustomerChanges): CustomerEvent[] {
  const changed = Object.entries(changes).filter(
    ([name, value]) => !isDeepStrictEqual(value, state[name as keyof CustomerSettings]),
  );
  const events: CustomerEvent[] = [];
  if (changed.length > 0) {
    events.push({ type: 'CustomerUpdated', data: Object.fromEntries(changed) });
  }
  if (active === true && !state.active) events.push({ type: 'CustomerActivated', data: {} });
  if (active === false && state.active) events.push({ type: 'CustomerDeactivated', data: {} });
  return events;
}

export const deleteCustomer = (state: CustomerState): CustomerEvent[] =>
  state.deleted_at === null ? [{ type: 'CustomerDeleted', data: {} }] : [];
