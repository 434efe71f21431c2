import {
  createEndpoint,
  defineOperation,
  getEndpoint,
  listDeliveries,
  newId,
  publishEvent,
  publishEvents,
  replayDeliveries,
  replayDelivery,
  rotateSecret,
  sendTest,
  type FieldError,
  type Operation,
} from '@postrider/contracts';
import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { ApiError } from './api-error.js';
import { parseInput } from './operation-route.js';

interface Input {
  params?: unknown;
  query?: unknown;
  body?: unknown;
}

function problemsOf(operation: Operation, { params, query, body }: Input): FieldError[] {
  try {
    parseInput(operation, { params, query, body });
  } catch (error) {
    if (error instanceof ApiError) return error.details.fields ?? [];
    throw error;
  }
  return [];
}

const valid = { url: 'https://example.com/', event_types: ['*'] };

describe('the input of an operation', () => {
  it('is its parameters, query and body, each as its schema makes it', () => {
    const cursor = newId('delivery', new Date());
    const query = { limit: '5', cursor: Buffer.from(cursor).toString('base64url') };
    expect(parseInput(listDeliveries, { params: {}, query, body: undefined })).toEqual({
      params: {},
      query: { limit: 5, cursor },
      body: {},
    });
  });

  it('needs no body where the operation has none', () => {
    expect(problemsOf(replayDelivery, { params: { delivery_id: 'whd_1' }, query: {}, body: undefined })).toEqual([]);
    expect(problemsOf(getEndpoint, { params: { endpoint_id: 'whe_1' }, query: {} })).toEqual([]);
  });
});

describe('a wrong input', () => {
  it('names what is required', () => {
    expect(problemsOf(createEndpoint, { body: {} })).toEqual([
      { field: 'url', message: 'is required: expected string' },
      { field: 'event_types', message: 'is required: expected array' },
    ]);
    expect(problemsOf(sendTest, { params: { endpoint_id: 'whe_1' } })).toEqual([
      { field: 'event_type', message: 'is required: expected string' },
    ]);
  });

  it('names what has the wrong type, and what was expected', () => {
    expect(problemsOf(createEndpoint, { body: { url: 7, event_types: {}, description: [], active: 'yes' } })).toEqual([
      { field: 'url', message: 'expected string' },
      { field: 'event_types', message: 'expected array' },
      { field: 'description', message: 'expected string' },
      { field: 'active', message: 'expected boolean' },
    ]);
  });

  it('says what was expected of a number, in words of its own', () => {
    const params = { endpoint_id: 'whe_1' };
    expect(problemsOf(rotateSecret, { params, body: { overlap_hours: 721 } })).toEqual([
      { field: 'overlap_hours', message: 'expected a number of hours from 0 to 720' },
    ]);
    const body = { status: 'failed', response_status: 600, min_attempts: 1.5, min_duration_ms: -1 };
    expect(problemsOf(replayDeliveries, { body })).toEqual([
      { field: 'response_status', message: 'expected a whole number from 100 to 599' },
      { field: 'min_attempts', message: 'expected a whole number from 0 to 1000000' },
      { field: 'min_duration_ms', message: 'expected a whole number from 0 to 3600000' },
    ]);
  });

  it('is not repeated in the error, since it may have a secret', () => {
    const body = { ...valid, url: 'https://user:hunter2@example.com' };
    expect(JSON.stringify(problemsOf(createEndpoint, { body }))).not.toContain('hunter2');
  });

  it('names fields that the operation does not have, each by itself', () => {
    expect(problemsOf(createEndpoint, { body: { ...valid, secret: 1, id: 2 }, query: { verbose: '1' } })).toEqual([
      { field: 'verbose', message: 'is not a field of this operation' },
      { field: 'secret', message: 'is not a field of this operation' },
      { field: 'id', message: 'is not a field of this operation' },
    ]);
  });

  it('has the path inside lists and objects', () => {
    const event = { type: 'budget.exceeded', data: {} };
    const events = [event, { ...event, type: 'x' }, { ...event, extra: 1 }, { type: event.type }];
    expect(problemsOf(publishEvents, { body: { events } }).map(({ field }) => field)).toEqual([
      'events.1.type',
      'events.2.extra',
      'events.3.data',
    ]);
  });

  it('lists the allowed values', () => {
    expect(problemsOf(listDeliveries, { query: { status: 'lost' } })).toEqual([
      { field: 'status', message: 'expected one of "pending", "delivered", "failed"' },
    ]);
  });

  it('may be a query parameter that is given twice', () => {
    expect(problemsOf(listDeliveries, { query: { limit: ['1', '2'] } })).toEqual([
      { field: 'limit', message: 'expected string' },
    ]);
  });

  it.each([[[]], ['text'], [7], [true]])('may be the body as a whole: %j', (body) => {
    expect(problemsOf(publishEvent, { body })).toEqual([{ field: 'body', message: 'expected object' }]);
  });

  it('is reported for parameters, query and body at once', () => {
    const operation = defineOperation('POST /{id}', {
      name: 'x',
      summary: '',
      description: '',
      params: z.object({ id: z.string() }),
      query: z.strictObject({ q: z.string() }),
      body: z.strictObject({ b: z.string() }),
      output: z.undefined(),
      examples: [{ summary: 'All', params: { id: 'x' }, query: { q: 'x' }, body: { b: 'x' }, response: undefined }],
    });
    expect(problemsOf(operation, { params: {}, query: {}, body: {} }).map(({ field }) => field)).toEqual([
      'id',
      'q',
      'b',
    ]);
  });

  it.each(['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty'])(
    'may be a field called %s, which changes nothing else',
    (name) => {
      const unknown = [{ field: name, message: 'is not a field of this operation' }];
      const body: unknown = JSON.parse(`{"url":"https://example.com/","event_types":["*"],"${name}":{"active":false}}`);
      expect(problemsOf(createEndpoint, { body })).toEqual(unknown);
      const query: unknown = JSON.parse(`{"${name}":"1"}`);
      expect(problemsOf(listDeliveries, { query })).toEqual(unknown);
      const events: unknown = JSON.parse(`{"events":[{"type":"budget.exceeded","data":{},"${name}":{}}]}`);
      expect(problemsOf(publishEvents, { body: events })).toEqual([{ ...unknown[0], field: `events.0.${name}` }]);
      expect(Object.getOwnPropertyNames(Object.prototype)).not.toContain('active');
    },
  );

  it('lists at most a hundred wrong fields, with long names cut', () => {
    const keys = Array.from({ length: 500_000 }, (_, i) => [`field${String(i)}`, i]);
    expect(problemsOf(createEndpoint, { body: Object.fromEntries(keys) })).toHaveLength(100);
    const events = Array.from({ length: 1_000 }, () => ({}));
    expect(problemsOf(publishEvents, { body: { events } })).toHaveLength(100);
    const [problem] = problemsOf(replayDelivery, { params: { delivery_id: 'x' }, body: { ['x'.repeat(1e6)]: 1 } });
    expect(problem?.field).toBe(`${'x'.repeat(199)}…`);
  });

  it('is found by the length of a list before its elements are parsed', () => {
    const events = Array.from({ length: 4_000_000 }, () => 0);
    expect(problemsOf(publishEvents, { body: { events } })).toEqual([
      { field: 'events', message: 'expected at most 1000 events' },
    ]);
  });
});
