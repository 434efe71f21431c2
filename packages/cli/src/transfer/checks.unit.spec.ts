import { describe, expect, it } from '@jest/globals';
import { problemsOf, warningsOf } from './checks.js';
import { Known } from './known.js';
import { parseLine } from './line.js';

const known = new Known();
known.eventTypes.set('shop.order', { description: 'x', example: {}, source: 'organization' });
known.customers.set('acme', { allowed_event_types: ['shop.*'] });
known.customers.set('free', {});
known.eventTypes.set('user.created', { description: 'x', example: {}, source: 'built_in' });
known.eventTypes.set('postrider.endpoint.failing', { description: 'x', example: {}, source: 'built_in' });
known.eventTypes.set('postrider.backlog.aging', { description: 'x', example: {}, source: 'built_in' });
known.customers.set('told', { allowed_event_types: ['postrider.*', 'gone.*'] });
known.setEndpoint('acme', 'kept', { id: 'whe_1', fields: { url: 'https://example.com', event_types: ['gone.type'] } });

const line = (value: object) => parseLine(value, { allowWeak: false });
const endpoint = (more: object) =>
  line({ type: 'endpoint', uid: 'a', url: 'https://example.com', event_types: ['*'], ...more });

describe('what the API would refuse', () => {
  it.each([
    [{ event_types: ['shop.*', 'user.created', '*'] }, []],
    [{ event_types: ['shop.order', 'shops.order'] }, ['event_types.1']],
    [{ customer: 'free', event_types: ['user.created'] }, []],
    [{ customer: 'acme', event_types: ['user.created'] }, ['event_types.0']],
    [{ customer: 'nobody' }, ['customer']],
    [{ event_types: ['postrider.*', 'postrider.endpoint.*'] }, []],
    [{ event_types: ['postrider.backlog.aging'] }, []],
    [{ customer: 'free', event_types: ['postrider.*', 'postrider.backlog.aging'] }, ['event_types.1']],
    [{ customer: 'acme', event_types: ['postrider.*'] }, ['event_types.0']],
    [{ customer: 'told', event_types: ['postrider.endpoint.failing'] }, []],
    [{ customer: 'acme', uid: 'kept', event_types: ['gone.type', 'gone.other'] }, ['event_types.1']],
  ])('of an endpoint with %j is %j', (more, fields) => {
    expect(problemsOf(endpoint(more), known).map(({ field }) => field)).toEqual(fields);
  });

  it('of a customer is a subscription that covers nothing', () => {
    const customer = line({ type: 'customer', uid: 'a', allowed_event_types: ['shop.*', 'none.*'] });
    expect(problemsOf(customer, known).map(({ field }) => field)).toEqual(['allowed_event_types.1']);
    const told = line({ type: 'customer', uid: 'told', allowed_event_types: ['gone.*', 'gone.type', 'postrider.*'] });
    expect(problemsOf(told, known).map(({ field }) => field)).toEqual(['allowed_event_types.1']);
  });

  it.each([
    [{}, { type: 'object' }, []],
    [{}, { required: ['id'] }, ['example']],
    [{}, { type: 'nothing' }, ['schema.type']],
  ])('of an event type with example %j and schema %j is %j', (example, schema, fields) => {
    const type = line({ type: 'event_type', name: 'a.b', description: 'x', example, schema });
    const found = problemsOf(type, known).map(({ field }) => field);
    expect(found).toHaveLength(fields.length);
    for (const [i, field] of fields.entries()) expect(found[i]).toMatch(new RegExp(`^${field}`));
  });
});

it.each([
  ['https://example.com', 0],
  ['http://8.8.8.8', 0],
  ['http://localhost:4000', 1],
  ['https://192.168.0.1', 1],
  ['https://[::1]', 1],
])('the address of %s has %i warnings', (url, count) => {
  expect(warningsOf(endpoint({ url }))).toHaveLength(count);
});
