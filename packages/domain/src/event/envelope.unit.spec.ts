import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { deliveryBody, enveloped } from './envelope.js';
import { eventBody } from './event-body.js';

const timestamp = new Date('2026-11-23T10:00:00.000Z');
const published = (dataJson: string, { id = 'order-17', test = false } = {}) => ({
  event_id: id,
  event_type: 'budget.exceeded',
  test,
  body: eventBody({ id, type: 'budget.exceeded', timestamp, dataJson, test }),
});

const dataJson = '{"b":1.0,"10":1e400,"9":12345678901234567890,"time":",\\"timestamp\\":\\"x\\"","b":"\\u0041"}';
const event = published(dataJson);

describe('the default envelope', () => {
  it('is the stored body, without headers of its own', () => {
    expect(enveloped(event, 'org_1', 'default')).toEqual({ body: event.body, headers: undefined });
  });
});

describe('the envelope data', () => {
  it('is the producer’s text alone', () => {
    expect(enveloped(event, 'org_1', 'data')).toEqual({
      body: dataJson,
      headers: { 'content-type': 'application/json' },
    });
  });
});

describe('CloudEvents in structured mode', () => {
  it('has the context attributes, and the producer’s text as data', () => {
    expect(enveloped(event, 'org_1', 'cloudevents')).toEqual({
      body: `{"specversion":"1.0","id":"order-17","source":"/organizations/org_1","type":"budget.exceeded","time":"2026-11-23T10:00:00.000Z","datacontenttype":"application/json","data":${dataJson}}`,
      headers: { 'content-type': 'application/cloudevents+json' },
    });
  });

  it('marks a test event with an extension', () => {
    const { body } = enveloped(published('{}', { test: true }), 'org_1', 'cloudevents');
    expect(JSON.parse(body)).toMatchObject({ test: true, data: {} });
  });

  it('is JSON of the event, whatever the data', () => {
    const anyData = fc.dictionary(fc.string({ unit: 'binary' }), fc.jsonValue({ stringUnit: 'binary' }));
    fc.assert(
      fc.property(anyData, fc.boolean(), (data, test) => {
        const { body } = enveloped(published(JSON.stringify(data), { test }), 'org_1', 'cloudevents');
        expect(JSON.parse(body)).toEqual({
          specversion: '1.0',
          id: 'order-17',
          source: '/organizations/org_1',
          type: 'budget.exceeded',
          time: timestamp.toISOString(),
          ...(test && { test: true }),
          datacontenttype: 'application/json',
          data: JSON.parse(JSON.stringify(data)) as unknown,
        });
      }),
    );
  });
});

describe('CloudEvents in binary mode', () => {
  it('has the context attributes as headers, and the producer’s text as body', () => {
    expect(enveloped(published(dataJson, { test: true }), 'org_1', 'cloudevents_binary')).toEqual({
      body: dataJson,
      headers: {
        'content-type': 'application/json',
        'ce-specversion': '1.0',
        'ce-id': 'order-17',
        'ce-source': '/organizations/org_1',
        'ce-type': 'budget.exceeded',
        'ce-time': '2026-11-23T10:00:00.000Z',
        'ce-test': 'true',
      },
    });
  });
});

describe('the body of a delivery', () => {
  it('is the stored payload, also without the event', () => {
    expect(deliveryBody({ payload: '{"text":"hi"}' }, undefined, 'org_1')?.body).toBe('{"text":"hi"}');
  });

  it('is made of the event by the envelope that the delivery has', () => {
    expect(deliveryBody({ envelope: 'data' }, event, 'org_1')?.body).toBe(dataJson);
    expect(deliveryBody({}, event, 'org_1')?.body).toBe(event.body);
    expect(deliveryBody(null, event, 'org_1')?.body).toBe(event.body);
  });

  it('is gone with the event', () => {
    expect(deliveryBody({ envelope: 'data' }, null, 'org_1')).toBeUndefined();
  });
});
