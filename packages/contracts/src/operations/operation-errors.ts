import type { ErrorCode } from '../errors.js';
import type { Operation } from './operation.js';

const ofEveryCall = [
  'malformed_url',
  'missing_api_key',
  'invalid_api_key',
  'invalid_access_token',
  'portal_session_ended',
  'request_timeout',
  'validation_failed',
  'headers_too_large',
  'internal_error',
  'service_unavailable',
] as const satisfies readonly ErrorCode[];

const ofManagement = ['key_not_permitted', 'rate_limited'] as const satisfies readonly ErrorCode[];
const ofBodies = [
  'malformed_body',
  'payload_too_large',
  'unsupported_media_type',
] as const satisfies readonly ErrorCode[];

/** Every error code that an operation can return: its own, and those of its access and method. */
export function errorsOf({ access, method, errors, portal }: Operation): ErrorCode[] {
  const changes = method !== 'GET';
  return [
    ...new Set<ErrorCode>([
      ...errors,
      ...ofEveryCall,
      ...(changes ? ofBodies : []),
      // Every portal session has the capability `view`.
      ...(portal === 'view' ? [] : (['portal_not_permitted'] as const)),
      ...(access === 'management' ? ofManagement : []),
      ...(access === 'management' && changes ? (['concurrent_change'] as const) : []),
    ]),
  ];
}
