import { describe, expect, it } from '@jest/globals';
import { rejectionOf } from './rejection.js';

describe('a response', () => {
  const body = (code: string, given: object = {}): string =>
    JSON.stringify({ error: { code, message: 'm', ...given } });

  it.each([
    ['a validation error', 422, body('validation_failed'), 'refused'],
    ['an id that was used', 409, body('event_id_reused'), 'refused'],
    ['too many members', 400, body('malformed_body'), 'refused'],
    ['a body that is too large', 413, body('payload_too_large'), 'refused'],
    ['a body that is too large for a proxy', 413, '<html>', 'refused'],
    ['a limited customer', 429, body('publish_limited'), 'limited'],
    ['a busy server', 503, body('service_unavailable'), 'failed'],
    ['a conflict that is over soon', 409, body('concurrent_change'), 'failed'],
    ['an invalid key', 401, body('invalid_api_key'), 'failed'],
    ['an error of the server', 500, body('internal_error'), 'failed'],
    ['the page of another server', 422, '<html>', 'failed'],
    ['a redirect', 302, '', 'failed'],
  ])('with %s: %i', (_, status, text, kind) => {
    expect(rejectionOf(status, text, null).kind).toBe(kind);
  });

  it('names places, without their numbers in the message, and a Retry-After', () => {
    const fields = ['events.3.type', 'events.12.data/a', 'events', 'events.3.data'].map((field) => ({ field }));
    const text = body('validation_failed', { field: 'events.3.type', message: 'events.3.type: unknown', fields });
    expect(rejectionOf(422, text, '7')).toMatchObject({
      places: [3, 12],
      message: 'type: unknown',
      retryAfterMs: 7_000,
      eventId: undefined,
    });
    expect(rejectionOf(409, body('event_id_reused', { id: 'x' }), 'soon')).toMatchObject({
      places: [],
      eventId: 'x',
      retryAfterMs: undefined,
    });
  });
});
