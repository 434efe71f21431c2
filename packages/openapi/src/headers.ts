import type { oas31 } from 'zod-openapi';

export const headerComponents = {
  RateLimitLimit: { description: 'Management calls that this key may make within a minute.', schema: count(1) },
  RateLimitRemaining: { description: 'Calls that are left of them.', schema: count(0) },
  RateLimitReset: { description: 'Seconds until all are there again.', schema: count(1) },
  RetryAfter: { description: 'Seconds until the next call may come.', required: true, schema: count(1) },
} satisfies Record<string, oas31.HeaderObject>;

/** On the answers to management calls. */
export const rateLimitHeaders = {
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
