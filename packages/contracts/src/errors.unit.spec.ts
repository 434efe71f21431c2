import { describe, expect, it } from '@jest/globals';
import { ErrorBody, errorCodes, type ErrorCode } from './errors.js';

const entries = Object.entries(errorCodes) as [ErrorCode, { status: number; type: string }][];

describe('the error codes', () => {
  it('have the types and statuses of the conventions', () => {
    const typesByStatus = Map.groupBy(entries, ([, { status }]) => status);
    const types = [...typesByStatus].map(([status, found]) => [
      status,
      [...new Set(found.map(([, { type }]) => type))],
    ]);
    expect(Object.fromEntries(types)).toEqual({
      400: ['invalid_request_error'],
      401: ['authentication_error'],
      403: ['permission_error'],
      404: ['not_found'],
      405: ['invalid_request_error'],
      408: ['invalid_request_error'],
      409: ['conflict'],
      413: ['invalid_request_error'],
      415: ['invalid_request_error'],
      422: ['invalid_request_error'],
      429: ['rate_limited'],
      431: ['invalid_request_error'],
      500: ['internal_error'],
      503: ['service_unavailable'],
    });
  });
});

describe('the body of an error response', () => {
  const error = { type: 'not_found', message: 'webhook endpoint whe_… not found', code: 'webhook_endpoint_not_found' };

  it('is that of the conventions', () => {
    const body = { error: { ...error, resource: 'webhook_endpoint', id: 'whe_…' } };
    expect(ErrorBody.parse(body)).toEqual(body);
    expect(ErrorBody.parse({ error })).toEqual({ error });
  });

  it('has no other fields', () => {
    expect(ErrorBody.safeParse({ error: { ...error, stack: 'at …' } }).success).toBe(false);
    expect(ErrorBody.safeParse({ error, status: 404 }).success).toBe(false);
  });
});
