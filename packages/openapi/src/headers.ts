import type { oas31 } from 'zod-openapi';

export const headerComponents = {
  RequestId: {
    description:
      "Id of the call in the server's log. A call may bring its own: up to 128 letters, digits and `._:/+=@-`.",
    schema: { type: 'string' },
  },
  RateLimitLimit: { description: 'Maximum number of management calls of this key per minute.', schema: count(1) },
  RateLimitRemaining: { description: 'Remaining calls.', schema: count(0) },
  RateLimitReset: { description: 'Seconds until all calls are available again.', schema: count(1) },
  RetryAfter: { description: 'Seconds to wait before the next call.', required: true, schema: count(1) },
} satisfies Record<string, oas31.HeaderObject>;

/** Headers of every response. */
export const commonHeaders = { 'X-Request-Id': reference('RequestId') };

/** Headers of responses to management calls. */
export const managementHeaders = {
  ...commonHeaders,
  'RateLimit-Limit': reference('RateLimitLimit'),
  'RateLimit-Remaining': reference('RateLimitRemaining'),
  'RateLimit-Reset': reference('RateLimitReset'),
};

export const retryAfter = { 'Retry-After': reference('RetryAfter') };

function count(minimum: number): oas31.SchemaObject {
  return { type: 'integer', minimum };
}

function reference(name: keyof typeof headerComponents): oas31.ReferenceObject {
  return { $ref: `#/components/headers/${name}` };
}
