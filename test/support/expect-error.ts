import { expect } from '@jest/globals';

import { type ApiResponse, errorOf } from './api.js';

/** Expects the shape of an API error, with documented fields only. */
export function expectError(response: ApiResponse, status: number, error: object): void {
  expect(response.status).toBe(status);
  expect(response.headers.get('content-type')).toMatch(/^application\/json/);
  expect(Object.keys(JSON.parse(response.text) as object)).toEqual(['error']);
  const { type, message, code, request_id, ...details } = errorOf(response);
  expect(request_id).toBe(response.headers.get('x-request-id'));
  expect(request_id).toMatch(/^\S+$/);
  expect({ type, message, code, ...details }).toMatchObject(error);
  expect(message).toMatch(/\w/);
  expect(code).toMatch(/^[a-z_]+$/);
  for (const name of Object.keys(details)) expect(['resource', 'id', 'field', 'fields']).toContain(name);
}

/** Expects a 503 with a `Retry-After`. */
export function expectUnavailable(response: ApiResponse): void {
  expectError(response, 503, { type: 'service_unavailable', code: 'service_unavailable' });
  expect(response.headers.get('retry-after')).toMatch(/^[1-9]\d*$/);
}
