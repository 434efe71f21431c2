import { expect } from '@jest/globals';

import { type Answer, errorOf } from './api.js';

/** Every error has the one shape, with nothing but the documented fields. */
export function expectError(answer: Answer, status: number, error: object): void {
  expect(answer.status).toBe(status);
  expect(answer.headers.get('content-type')).toMatch(/^application\/json/);
  expect(Object.keys(JSON.parse(answer.text) as object)).toEqual(['error']);
  const { type, message, code, ...details } = errorOf(answer);
  expect({ type, message, code, ...details }).toMatchObject(error);
  expect(message).toMatch(/\w/);
  expect(code).toMatch(/^[a-z_]+$/);
  for (const name of Object.keys(details)) expect(['resource', 'id', 'field', 'fields']).toContain(name);
}

/** 503, and when to try again. */
export function expectUnavailable(answer: Answer): void {
  expectError(answer, 503, { type: 'service_unavailable', code: 'service_unavailable' });
  expect(answer.headers.get('retry-after')).toMatch(/^[1-9]\d*$/);
}
