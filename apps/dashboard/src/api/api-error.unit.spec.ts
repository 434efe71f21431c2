import { describe, expect, it } from '@jest/globals';
import { ApiError, errorOfResponse, errorsByField, messageOf, UnreachableError } from './api-error.js';

const invalid = JSON.stringify({
  error: {
    type: 'invalid_request_error',
    code: 'validation_failed',
    message: 'url: expected an http or https URL; event_types.3: expected an event type',
    field: 'url',
    fields: [
      { field: 'url', message: 'expected an http or https URL' },
      { field: 'event_types.3', message: 'expected an event type' },
      { field: 'nope', message: 'is not a field of this operation' },
    ],
  },
});

describe('an error response', () => {
  it('keeps the code, the message, and when to try again', () => {
    const text = JSON.stringify({ error: { type: 'rate_limited', code: 'rate_limited', message: 'too many calls' } });
    const error = errorOfResponse(429, text, '41');
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject({ status: 429, code: 'rate_limited', retryAfter: 41 });
    expect(messageOf(error)).toBe('Too many calls.');
  });

  it.each(['<html>Bad gateway</html>', '', 'null', '{"error":null}', '{"error":"no"}'])(
    'that is not of the API counts as a server that cannot be reached: %j',
    (text) => {
      expect(errorOfResponse(502, text, null)).toBeInstanceOf(UnreachableError);
    },
  );
});

describe('errors by field', () => {
  it('stand at the field they name, those of a list at the list, the others below', () => {
    expect(errorsByField(errorOfResponse(422, invalid, null), ['url', 'event_types'])).toEqual({
      fields: { url: 'Expected an http or https URL.', event_types: 'Expected an event type.' },
      rest: 'Nope: is not a field of this operation.',
    });
  });

  it('without a field are said as a whole', () => {
    expect(errorsByField(new UnreachableError('x'), ['url'])).toEqual({
      fields: {},
      rest: 'The server cannot be reached.',
    });
  });
});
