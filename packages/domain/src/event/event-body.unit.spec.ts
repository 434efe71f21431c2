import { eventTypes } from '@postrider/contracts';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { dataJsonOf, eventBody } from './event-body.js';

const timestamp = new Date('2026-11-23T10:00:00.000Z');
const event = { id: 'order-17', type: 'budget.exceeded', timestamp, test: false };

const idAlphabet = Array.from('abcXYZ019_:-');
const anyEvent = fc.record({
  id: fc.string({ unit: fc.constantFrom(...idAlphabet), minLength: 1, maxLength: 128 }),
  type: fc.constantFrom(...eventTypes.map(({ type }) => type)),
  timestamp: fc.date({ min: new Date(0), max: new Date('9999-12-31T23:59:59.999Z'), noInvalidDate: true }),
  test: fc.boolean(),
  data: fc.dictionary(fc.string({ unit: 'binary' }), fc.jsonValue({ stringUnit: 'binary' })),
});

describe('the request body', () => {
  it('holds id, type, timestamp and data, in this order and without white space', () => {
    expect(eventBody({ ...event, dataJson: '{"cap_usd":1000}' })).toBe(
      '{"id":"order-17","type":"budget.exceeded","timestamp":"2026-11-23T10:00:00.000Z","data":{"cap_usd":1000}}',
    );
  });

  it('marks a test event', () => {
    expect(eventBody({ ...event, test: true, dataJson: '{}' })).toBe(
      '{"id":"order-17","type":"budget.exceeded","timestamp":"2026-11-23T10:00:00.000Z","test":true,"data":{}}',
    );
  });

  it('keeps the producer’s order of keys and spelling of numbers', () => {
    const dataJson = '{"b":1.0,"10":1e400,"9":12345678901234567890,"a":-0,"b":"\\u0041"}';
    expect(eventBody({ ...event, dataJson })).toContain(`"data":${dataJson}}`);
  });

  it('is JSON of the event', () => {
    fc.assert(
      fc.property(anyEvent, ({ data, ...rest }) => {
        const dataJson = JSON.stringify(data);
        expect(JSON.parse(eventBody({ ...rest, dataJson }))).toEqual({
          id: rest.id,
          type: rest.type,
          timestamp: rest.timestamp.toISOString(),
          ...(rest.test && { test: true }),
          data: JSON.parse(dataJson) as unknown,
        });
      }),
    );
  });
});

describe('the data of a body', () => {
  it('is the producer’s text, unchanged', () => {
    fc.assert(
      fc.property(anyEvent, ({ data, ...rest }) => {
        const dataJson = JSON.stringify(data);
        expect(dataJsonOf(eventBody({ ...rest, dataJson }))).toBe(dataJson);
      }),
    );
  });

  it('is found even if it looks like a body', () => {
    const dataJson = '{"x":",\\"data\\":","data":{"data":{}},"y":",\\"data\\":"}';
    expect(dataJsonOf(eventBody({ ...event, dataJson }))).toBe(dataJson);
  });
});
