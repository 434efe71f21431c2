import type { CustomerEvent } from '@postrider/contracts';
import { describe, expect, it } from '@jest/globals';
import { evolveCustomer, type CustomerState } from './customer.js';
import { createCustomer, deleteCustomer, updateCustomer, type CustomerChanges } from './decide.js';

const start = new Date('2026-11-23T10:00:00.000Z');

/** A customer whose commands run in order. */
class CustomerHistory {
  #state: CustomerState | undefined;

  constructor(given: CustomerChanges = {}) {
    this.#apply(createCustomer('acme', given));
  }

  get state(): CustomerState {
    if (!this.#state) throw new Error('a customer begins with an event');
    return this.#state;
  }

  update(changes: CustomerChanges): CustomerEvent[] {
    return this.#apply(updateCustomer(this.state, changes));
  }

  delete(): CustomerEvent[] {
    return this.#apply(deleteCustomer(this.state));
  }

  #apply(events: CustomerEvent[]): CustomerEvent[] {
    for (const event of events) {
      const version = (this.#state?.version ?? 0) + 1;
      const recorded = { stream_id: 'cus_1', organization_id: 'org_1', version, occurred_at: start, event };
      this.#state = evolveCustomer(this.#state, recorded);
    }
    return events;
  }
}

describe('a customer', () => {
  it('has its uid and defaults', () => {
    expect(new CustomerHistory().state).toEqual({
      id: 'cus_1',
      organization_id: 'org_1',
      version: 1,
      uid: 'acme',
      name: null,
      metadata: {},
      active: true,
      rate_limit: null,
      publish_limit: null,
      max_endpoints: null,
      allowed_event_types: null,
      created_at: start,
      updated_at: start,
      deleted_at: null,
    });
  });

  it('records only what changes', () => {
    const customer = new CustomerHistory({ name: 'Acme', metadata: { plan: 'pro', region: 'eu' } });
    expect(customer.update({ name: 'Acme', metadata: { region: 'eu', plan: 'pro' }, active: true })).toEqual([]);
    expect(customer.update({ name: 'Acme Inc.', rate_limit: 5, active: false })).toEqual([
      { type: 'CustomerUpdated', data: { name: 'Acme Inc.', rate_limit: 5 } },
      { type: 'CustomerDeactivated', data: {} },
    ]);
    expect(customer.update({ active: true })).toEqual([{ type: 'CustomerActivated', data: {} }]);
    expect(customer.state).toMatchObject({ name: 'Acme Inc.', rate_limit: 5, active: true, version: 4 });
  });

  it('is deleted once', () => {
    const customer = new CustomerHistory();
    expect(customer.delete()).toHaveLength(1);
    expect(customer.state.deleted_at).toEqual(start);
    expect(customer.delete()).toEqual([]);
  });

  it('cannot begin with anything else', () => {
    const recorded = { stream_id: 'cus_1', organization_id: 'org_1', version: 1, occurred_at: start };
    const event: CustomerEvent = { type: 'CustomerDeleted', data: {} };
    expect(() => evolveCustomer(undefined, { ...recorded, event })).toThrow('cus_1');
  });
});
