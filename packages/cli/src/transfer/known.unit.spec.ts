import { describe, expect, it } from '@jest/globals';
import { getCustomer, getEndpoint, putCustomer, updateEndpoint } from '@postrider/contracts';
import type { Endpoint } from '@postrider/sdk';
import { customerFields, endpointFields, Known } from './known.js';

const endpoint = getEndpoint.examples[0].response as Endpoint;
const customer = getCustomer.examples[0].response;

describe('an export', () => {
  it('has every field that a call can set', () => {
    const { uid: _, ...fields } = updateEndpoint.body.shape;
    expect(Object.keys(endpointFields(endpoint)).toSorted()).toEqual(Object.keys(fields).toSorted());
    expect(Object.keys(customerFields(customer)).toSorted()).toEqual(Object.keys(putCustomer.body.shape).toSorted());
  });

  it('has no state of an endpoint that its customer has', () => {
    const held = { ...endpoint, active: false, disabled_reason: 'customer_inactive' as const };
    expect(endpointFields(held).active).toBe(true);
    expect(endpointFields({ ...held, disabled_reason: 'gone' }).active).toBe(false);
    expect(endpointFields({ ...endpoint, customer })).not.toHaveProperty('customers');
  });
});

it('endpoints are found by their uid among those of their owner, or else by their id', () => {
  const known = new Known();
  known.addEndpoint({ ...endpoint, id: 'whe_1', uid: 'hook' });
  known.addEndpoint({ ...endpoint, id: 'whe_2', uid: 'hook', customer: { id: 'cus_1', uid: 'acme' } });
  known.addEndpoint({ ...endpoint, id: 'whe_3', uid: null });
  const idOf = (owner: string | undefined, uid: string) => known.endpoint(owner, uid)?.id;
  expect([idOf(undefined, 'hook'), idOf('acme', 'hook'), idOf(undefined, 'whe_3')]).toEqual([
    'whe_1',
    'whe_2',
    'whe_3',
  ]);
  expect([idOf(undefined, 'whe_1'), idOf('zenith', 'hook'), idOf('acme', 'whe_3')]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});
