import { describe, expect, it } from '@jest/globals';
import { newId } from '../ids.js';
import { listDeliveries } from './deliveries.js';
import { listEvents, publishEvent, publishEvents } from './events.js';
import { wrongFields } from './wrong-fields.fixture.spec.js';

const event = { type: 'budget.exceeded', data: { budget_id: 'bud_1' } };

describe('publishing an event', () => {
  it('takes a type, data and, if the producer has one, an id', () => {
    expect(publishEvent.body.parse(event)).toEqual(event);
    expect(publishEvent.body.parse({ ...event, id: 'order-17:paid_1' }).id).toBe('order-17:paid_1');
    expect(publishEvent.body.parse({ ...event, data: {} }).data).toEqual({});
  });

  it('hands the data on as it is, without a copy', () => {
    expect(publishEvent.body.parse(event).data).toBe(event.data);
  });

  it('needs a type and data', () => {
    expect(wrongFields(publishEvent.body, {})).toEqual(['type', 'data']);
    expect(wrongFields(publishEvent.body, { type: 'budget.*', data: {} })).toEqual(['type']);
  });

  it.each([[null], [[]], ['text'], [7], [true]])('refuses %j as data: it must be an object', (data) => {
    expect(wrongFields(publishEvent.body, { ...event, data })).toEqual(['data']);
  });

  it.each([
    ['empty', ''],
    ['longer than 128 characters', 'a'.repeat(129)],
    ['with a full stop, which would blur what is signed', 'a.b'],
    ['with a space', 'a b'],
    ['with a line feed at its end', 'a\n'],
    ['with a letter that no header carries', 'ä'],
    ['null', null],
  ])('refuses an id that is %s', (_, id) => {
    expect(wrongFields(publishEvent.body, { ...event, id })).toEqual(['id']);
  });

  it('refuses fields that it does not know', () => {
    expect(wrongFields(publishEvent.body, { ...event, timestamp: 'now', test: true })).toEqual(['timestamp', 'test']);
  });

  it('creates no customer without its uid', () => {
    expect(wrongFields(publishEvent.body, { ...event, create_customer: true })).toEqual(['customer']);
    expect(wrongFields(publishEvent.body, { ...event, create_customer: false })).toEqual([]);
    expect(wrongFields(publishEvent.body, { ...event, customer: 'acme', create_customer: true })).toEqual([]);
    const events = [event, { ...event, create_customer: true }];
    expect(wrongFields(publishEvents.body, { events })).toEqual(['events.1.customer']);
  });

  it.each([[null], [[event]], ['{}']])('refuses %j as a body', (body) => {
    expect(wrongFields(publishEvent.body, body)).toEqual(['']);
  });
});

describe('publishing a batch', () => {
  it('takes up to 1,000 events', () => {
    const events = Array.from({ length: 1_000 }, () => event);
    expect(publishEvents.body.parse({ events }).events).toHaveLength(1_000);
    expect(wrongFields(publishEvents.body, { events: [...events, event] })).toEqual(['events']);
  });

  it('needs at least one', () => {
    expect(wrongFields(publishEvents.body, { events: [] })).toEqual(['events']);
    expect(wrongFields(publishEvents.body, {})).toEqual(['events']);
  });

  it('names the wrong fields of each event by its place', () => {
    const events = [event, { type: 'x', data: {} }, event, { ...event, data: [], id: '', extra: 1 }, null];
    expect(wrongFields(publishEvents.body, { events }).toSorted()).toEqual([
      'events.1.type',
      'events.3.data',
      'events.3.extra',
      'events.3.id',
      'events.4',
    ]);
  });
});

describe('listing events', () => {
  it('filters by type and pages by the cursor of this list', () => {
    const id = newId('event', new Date());
    const cursor = Buffer.from(id).toString('base64url');
    const query = { event_type: 'budget.exceeded', limit: '5', cursor };
    expect(listEvents.query.parse(query)).toEqual({ event_type: 'budget.exceeded', limit: 5, cursor: id });
    const delivery = Buffer.from(newId('delivery', new Date())).toString('base64url');
    expect(wrongFields(listEvents.query, { event_type: 'x', cursor: delivery })).toEqual(['event_type', 'cursor']);
  });
});

describe('listing deliveries', () => {
  it('takes the filters of the specification, and the event', () => {
    const query = {
      endpoint_id: newId('endpoint', new Date()),
      event_id: 'order-17',
      status: 'failed',
      event_type: 'api_key.revoked',
    };
    expect(listDeliveries.query.parse(query)).toEqual({ ...query, limit: 50 });
  });

  it('takes ids that nothing has, as long as they can be ids', () => {
    expect(wrongFields(listDeliveries.query, { endpoint_id: 'whe_unknown', event_id: '~' })).toEqual([]);
    for (const value of ['', 'a b', 'a\0', 'ä', 'a'.repeat(129)]) {
      expect(wrongFields(listDeliveries.query, { endpoint_id: value, event_id: value })).toEqual([
        'endpoint_id',
        'event_id',
      ]);
    }
  });

  it('names every wrong filter', () => {
    const query = { status: 'lost', event_type: 'budget.*', limit: '251', cursor: 'x', sort: 'asc' };
    expect(wrongFields(listDeliveries.query, query).toSorted()).toEqual([
      'cursor',
      'event_type',
      'limit',
      'sort',
      'status',
    ]);
  });

  it('refuses a filter that is given twice', () => {
    expect(wrongFields(listDeliveries.query, { status: ['failed', 'pending'] })).toEqual(['status']);
  });
});
